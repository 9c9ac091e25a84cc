import { runDesk } from '@lianzhi/desk';
import { HttpCoreBanking } from './core-banking/http-core-banking';
import { BankingEventStore } from './events/banking-event-store';
import { bankingEventMigrations } from './events/banking-event-migrations';
import { BankingEvents } from './events/banking-events';
import { bankHandlers } from './handlers/bank-handlers';

runDesk({
  agency: 'bank', defaultPort: 7005, needs: ['coreBankingUrl'], migrations: bankingEventMigrations,
  parts: ({ config, pool, cipher, ...foundation }) => {
    const core = new HttpCoreBanking(config.coreBankingUrl!);
    return { handlers: bankHandlers(core), loops: [new BankingEvents({ ...foundation, pool, core, store: new BankingEventStore(pool, cipher) })] };
  },
});
