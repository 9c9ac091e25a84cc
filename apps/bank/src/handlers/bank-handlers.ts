import type { RequestHandler } from '@lianzhi/desk';
import type { CoreBanking } from '../core-banking/core-banking';
import { DisburseFundsHandler } from './disburse-funds.handler';
import { FreezeAccountHandler } from './freeze-account.handler';
import { OpenCaseAccountHandler } from './open-case-account.handler';
import { QueryDepositsHandler } from './query-deposits.handler';
import { QueryTransactionsHandler } from './query-transactions.handler';
import { RenewFreezeHandler } from './renew-freeze.handler';
import { TransferFundsHandler } from './transfer-funds.handler';
import { UnfreezeAccountHandler } from './unfreeze-account.handler';

const handlers = [
  QueryDepositsHandler, QueryTransactionsHandler, FreezeAccountHandler, RenewFreezeHandler, UnfreezeAccountHandler,
  TransferFundsHandler, OpenCaseAccountHandler, DisburseFundsHandler,
];

/** What a bank's desk answers by machine: a new one is one file and one line here. */
export const bankHandlers = (core: CoreBanking): RequestHandler[] => handlers.map((Handler) => new Handler(core));
