import { endSystem } from '../e2e/support/end-system';

/** Jest's global teardown: ends the services of the end-to-end specs, then the servers that the global setup started, and only those. */
export default async function globalTeardown(): Promise<void> {
  if (process.env.LIANZHI_E2E) await endSystem(process.env.LIANZHI_E2E);
  const started = globalThis.lianzhiTestServers;
  await started?.servers.stop(started.folder);
}
