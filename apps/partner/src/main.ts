import { runDesk } from '@lianzhi/desk';

runDesk({ agency: 'partner', defaultPort: 7006 });
