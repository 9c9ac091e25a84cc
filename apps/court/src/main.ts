import { runDesk } from '@lianzhi/desk';

runDesk({ agency: 'court', defaultPort: 7001 });
