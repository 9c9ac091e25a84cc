import type { Server } from 'node:http';
import type { ServiceLogger } from '@lianzhi/platform';
import { faultRoutes } from '../simulator/fault-routes';
import { Faults } from '../simulator/faults';
import { createSimulatorServer } from '../simulator/simulator-server';
import type { Registry } from './registry';
import { registryRoutes } from './registry-routes';
import { settingRoutes } from './setting-routes';

const operations = ['query', 'seal', 'renew', 'unseal', 'transfer', 'find', 'events'];

/** The simulated registration system over HTTP (not listening yet). */
export function createRegistryServer(registry: Registry, logger: ServiceLogger): Server {
  const faults = new Faults({ operations, facts: ['registry', 'unitNumber'] });
  return createSimulatorServer({ ...registryRoutes(registry, faults), ...settingRoutes(registry), ...faultRoutes(faults) }, logger);
}
