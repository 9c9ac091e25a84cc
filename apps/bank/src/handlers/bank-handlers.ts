import type { RequestHandler } from '@lianzhi/desk';
import type { CoreBanking } from '../core-banking/core-banking';
import { FreezeAccountHandler } from './freeze-account.handler';
import { QueryDepositsHandler } from './query-deposits.handler';
import { UnfreezeAccountHandler } from './unfreeze-account.handler';

/** What a bank's desk answers by machine: a new one is one file and one line here. */
export const bankHandlers = (core: CoreBanking): RequestHandler[] => [new QueryDepositsHandler(core), new FreezeAccountHandler(core), new UnfreezeAccountHandler(core)];
