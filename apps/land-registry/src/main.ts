import { BackEndEvents, BackEndEventStore, runDesk } from '@lianzhi/desk';
import { registryEventMigrations, registryEvents, registryEventTable } from './events/registry-events';
import { registryHandlers } from './handlers/registry-handlers';
import { HttpRegistry } from './registry/http-registry';
import type { RegistryEvent } from './registry/registry';

runDesk({
  agency: 'land-registry', defaultPort: 7004, migrations: registryEventMigrations,
  parts: ({ config, pool, cipher, directory }) => {
    // Without a registration system behind it people answer, from the worklist.
    if (config.registryUrl === undefined) return {};
    const registry = new HttpRegistry(config.registryUrl);
    const store = new BackEndEventStore<RegistryEvent>(pool, cipher, registryEventTable);
    return {
      handlers: registryHandlers(registry),
      background: ({ context: { catalogue, clock, raiseAlerts }, desk, onError }) =>
        [new BackEndEvents({ ...registryEvents, pool, source: registry, store, desk, catalogue, directory, clock, raiseAlerts, onError })],
    };
  },
});
