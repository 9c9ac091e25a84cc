import { runDesk } from '@lianzhi/desk';

runDesk({ agency: 'police', defaultPort: 7002 });
