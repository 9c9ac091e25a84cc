import { createServer } from 'node:net';

/** Ports that are free now, all different: held together before they are let go. */
export async function freePorts(count: number): Promise<number[]> {
  const holders = await Promise.all(Array.from({ length: count }, () => new Promise<ReturnType<typeof createServer>>((ready, failed) => {
    const server = createServer().once('error', failed);
    server.listen(0, '127.0.0.1', () => ready(server));
  })));
  const ports = holders.map((holder) => (holder.address() as { port: number }).port);
  await Promise.all(holders.map((holder) => new Promise((closed) => holder.close(closed))));
  return ports;
}
