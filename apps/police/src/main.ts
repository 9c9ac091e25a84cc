import { runDesk } from '@lianzhi/desk';
import { policeDesk } from './police-desk';

runDesk(policeDesk);
