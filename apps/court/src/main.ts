import { runDesk } from '@lianzhi/desk';
import { courtDesk } from './court-desk';

runDesk(courtDesk);
