import { BackEndEvents, BackEndEventStore, runDesk } from '@lianzhi/desk';
import type { BankingEvent } from './core-banking/core-banking';
import { HttpCoreBanking } from './core-banking/http-core-banking';
import { bankEvents, bankingEventMigrations, bankingEventTable } from './events/bank-events';
import { bankHandlers } from './handlers/bank-handlers';

runDesk({
  agency: 'bank', defaultPort: 7005, needs: ['coreBankingUrl'], migrations: bankingEventMigrations,
  parts: ({ config, pool, cipher, ...foundation }) => {
    const core = new HttpCoreBanking(config.coreBankingUrl!);
    const store = new BackEndEventStore<BankingEvent>(pool, cipher, bankingEventTable);
    return { handlers: bankHandlers(core), loops: [new BackEndEvents({ ...foundation, ...bankEvents, pool, source: core, store })] };
  },
});
