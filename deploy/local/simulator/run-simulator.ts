import type { Server } from 'node:http';
import { join } from 'node:path';
import { Environment, businessClockOf, createLogger, runMain, type ServiceLogger } from '@lianzhi/platform';

export interface SimulatorOptions {
  name: string;
  defaultPort: number;
  /** Variable that names the file of its memory; by default `<name>.jsonl` in LIANZHI_HOME. */
  fileVariable: string;
  /** @param now business time, ms, so that its dates agree with the stories */
  server: (file: string, now: () => number, logger: ServiceLogger) => Server;
}

/** Runs a simulator as this process. Environment: HOST, PORT, the file, LIANZHI_HOME, LIANZHI_CLOCK_FILE (business time). */
export function runSimulator({ name, defaultPort, fileVariable, server: serverOf }: SimulatorOptions): void {
  runMain(async () => {
    const env = new Environment();
    const host = env.text('HOST') ?? '127.0.0.1';
    const port = env.port('PORT', defaultPort);
    const clock = businessClockOf({ clockFile: env.text('LIANZHI_CLOCK_FILE') });
    const file = env.text(fileVariable) ?? join(env.text('LIANZHI_HOME') ?? '.lianzhi', `${name}.jsonl`);
    const logger = createLogger(name);
    const server = serverOf(file, () => clock.now().getTime(), logger);
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve));
    logger.info({ port }, 'ready');
    const stop = (): void => {
      server.close(() => process.exit(0));
      server.closeAllConnections();
    };
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop);
  });
}
