import { runMain, readServiceConfig } from '@lianzhi/platform';
import { startCoordinator } from './start-coordinator';

runMain(async () => {
  await startCoordinator(readServiceConfig({ agency: 'coordinator', defaultPort: 7000 }));
});
