import { join } from 'node:path';
import { Environment, businessClockOf, createLogger, runMain } from '@lianzhi/platform';
import { createCoreBankingServer } from './core-banking-server';
import { openLedger } from './open-ledger';

/**
 * The core-banking simulator. Environment: HOST, PORT (7095), LIANZHI_CORE_BANKING_FILE (its memory; by default core-banking.jsonl
 * in LIANZHI_HOME), LIANZHI_CLOCK_FILE (business time, so that its dates agree with the stories).
 */
async function main(): Promise<void> {
  const env = new Environment();
  const host = env.text('HOST') ?? '127.0.0.1';
  const port = env.port('PORT', 7095);
  const clock = businessClockOf({ clockFile: env.text('LIANZHI_CLOCK_FILE') });
  const file = env.text('LIANZHI_CORE_BANKING_FILE') ?? join(env.text('LIANZHI_HOME') ?? '.lianzhi', 'core-banking.jsonl');
  const logger = createLogger('core-banking');
  const server = createCoreBankingServer(openLedger(file, () => clock.now().getTime()), logger);
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve));
  logger.info({ port }, 'ready');
  const stop = (): void => {
    server.close(() => process.exit(0));
    server.closeAllConnections();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop);
}

runMain(main);
