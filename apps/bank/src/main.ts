import { runDesk } from '@lianzhi/desk';
import { HttpCoreBanking } from './core-banking/http-core-banking';
import { bankHandlers } from './handlers/bank-handlers';

runDesk({
  agency: 'bank', defaultPort: 7005, needs: ['coreBankingUrl'],
  parts: ({ config }) => ({ handlers: bankHandlers(new HttpCoreBanking(config.coreBankingUrl!)) }),
});
