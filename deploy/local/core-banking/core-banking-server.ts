import type { Server } from 'node:http';
import type { ServiceLogger } from '@lianzhi/platform';
import { faultRoutes } from '../simulator/fault-routes';
import { Faults } from '../simulator/faults';
import { createSimulatorServer } from '../simulator/simulator-server';
import { bankingRoutes } from './banking-routes';
import type { Ledger } from './ledger';
import { settingRoutes } from './setting-routes';

const operations = ['query', 'transactions', 'freeze', 'release', 'renew', 'transfer', 'open', 'pay', 'find', 'events'];

/** The simulated core system over HTTP (not listening yet). */
export function createCoreBankingServer(ledger: Ledger, logger: ServiceLogger): Server {
  const faults = new Faults({ operations, facts: ['bank', 'account'] });
  return createSimulatorServer({ ...bankingRoutes(ledger, faults), ...settingRoutes(ledger), ...faultRoutes(faults) }, logger);
}
