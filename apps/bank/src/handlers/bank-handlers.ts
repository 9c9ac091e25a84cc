import { REQUEST_HANDLERS, type RequestHandler } from '@lianzhi/desk';
import type { Provider } from '@nestjs/common';
import { CORE_BANKING, type CoreBanking } from '../core-banking/core-banking';
import { HttpCoreBanking } from '../core-banking/http-core-banking';
import { FreezeAccountHandler } from './freeze-account.handler';
import { QueryDepositsHandler } from './query-deposits.handler';
import { UnfreezeAccountHandler } from './unfreeze-account.handler';

/** What a bank's desk answers by machine: a new one is one file and one line here. */
export const bankHandlers = (core: CoreBanking): RequestHandler[] => [new QueryDepositsHandler(core), new FreezeAccountHandler(core), new UnfreezeAccountHandler(core)];

/** For the bank's module: `CORE_BANKING` over HTTP and the `REQUEST_HANDLERS` on it. @param coreBankingUrl `ServiceConfig.coreBankingUrl` */
export const bankProviders = (coreBankingUrl: string): Provider[] => [
  { provide: CORE_BANKING, useFactory: (): CoreBanking => new HttpCoreBanking(coreBankingUrl) },
  { provide: REQUEST_HANDLERS, useFactory: bankHandlers, inject: [CORE_BANKING] },
];
