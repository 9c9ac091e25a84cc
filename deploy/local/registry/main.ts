import { runSimulator } from '../simulator/run-simulator';
import { openRegistry } from './open-registry';
import { createRegistryServer } from './registry-server';

/** The registration-system simulator. Environment: see `runSimulator`; LIANZHI_REGISTRY_FILE is its memory. */
runSimulator({
  name: 'registry', defaultPort: 7096, fileVariable: 'LIANZHI_REGISTRY_FILE',
  server: (file, now, logger) => createRegistryServer(openRegistry(file, now), logger),
});
