import { runDesk } from '@lianzhi/desk';

runDesk({ agency: 'procuratorate', defaultPort: 7003 });
