import { BackEndEvents, BackEndEventStore, runDesk } from '@lianzhi/desk';
import type { BankingEvent } from './core-banking/core-banking';
import { HttpCoreBanking } from './core-banking/http-core-banking';
import { bankEvents, bankingEventMigrations, bankingEventTable } from './events/bank-events';
import { bankHandlers } from './handlers/bank-handlers';

runDesk({
  agency: 'bank', defaultPort: 7005, needs: ['coreBankingUrl'], migrations: bankingEventMigrations,
  parts: ({ config, pool, cipher, directory }) => {
    const core = new HttpCoreBanking(config.coreBankingUrl!);
    const store = new BackEndEventStore<BankingEvent>(pool, cipher, bankingEventTable);
    return {
      handlers: bankHandlers(core),
      background: ({ context: { catalogue, clock, raiseAlerts }, desk, onError }) =>
        [new BackEndEvents({ ...bankEvents, pool, source: core, store, desk, catalogue, directory, clock, raiseAlerts, onError })],
    };
  },
});
