import { runDesk } from '@lianzhi/desk';

runDesk({ agency: 'land-registry', defaultPort: 7004 });
