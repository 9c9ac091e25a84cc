import { join } from 'node:path';
import { runMain } from '@lianzhi/platform';
import { readConsoleConfig } from './console-config';
import { startConsole } from './start-console';

runMain(async () => {
  // Beside the compiled sources: dist/console-web (deploy/local/build.js).
  await startConsole(readConsoleConfig(join(__dirname, '..', '..', '..', 'console-web')));
});
