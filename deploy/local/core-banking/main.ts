import { runSimulator } from '../simulator/run-simulator';
import { createCoreBankingServer } from './core-banking-server';
import { openLedger } from './open-ledger';

/** The core-banking simulator. Environment: see `runSimulator`; LIANZHI_CORE_BANKING_FILE is its memory. */
runSimulator({
  name: 'core-banking', defaultPort: 7095, fileVariable: 'LIANZHI_CORE_BANKING_FILE',
  server: (file, now, logger) => createCoreBankingServer(openLedger(file, now), logger),
});
