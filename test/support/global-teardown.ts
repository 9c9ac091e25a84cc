/** Jest's global teardown: ends the servers that the global setup started, and only those. */
export default async function globalTeardown(): Promise<void> {
  const started = globalThis.lianzhiTestServers;
  await started?.servers.stop(started.folder);
}
