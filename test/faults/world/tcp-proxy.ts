import { connect, createServer, type Server, type Socket } from 'node:net';

/** `silent`: nothing passes and nobody is told, as when a cable is pulled; `mute`: only answers pass; `deaf`: only what is sent passes. */
export type LinkState = 'open' | 'cut' | 'silent' | 'mute' | 'deaf';

/** A TCP connection's way through this process, where it can be cut, delayed, reset or made one-way. */
export class TcpProxy {
  private state: LinkState = 'open';
  private delayMs = 0;
  private readonly pairs = new Set<{ client: Socket; server: Socket }>();
  private readonly server: Server;
  /** How many connections were broken on purpose. */
  broken = 0;

  constructor(private readonly target: number) {
    this.server = createServer({ allowHalfOpen: true }, (client) => this.accept(client));
  }

  /** @param port where to listen */
  listen(port: number): Promise<void> {
    return new Promise((ready, failed) => this.server.once('error', failed).listen(port, '127.0.0.1', ready));
  }

  set(state: LinkState, delayMs = 0): void {
    this.state = state;
    this.delayMs = delayMs;
    if (state === 'cut') this.reset();
    // What was held back in silence is lost with its connection.
    if (state === 'open' && delayMs === 0) for (const pair of this.pairs) for (const socket of [pair.client, pair.server]) socket.resume();
  }

  /** Breaks all connections with RST. */
  reset(): void {
    for (const { client, server } of this.pairs) {
      this.broken += 1;
      client.resetAndDestroy();
      server.resetAndDestroy();
    }
  }

  async close(): Promise<void> {
    this.reset();
    await new Promise((closed) => this.server.close(closed));
  }

  private accept(client: Socket): void {
    if (this.state === 'cut') return void client.resetAndDestroy();
    const server = connect({ port: this.target, host: '127.0.0.1', allowHalfOpen: true });
    const pair = { client, server };
    this.pairs.add(pair);
    const end = (): void => {
      this.pairs.delete(pair);
      client.destroy();
      server.destroy();
    };
    for (const socket of [client, server]) socket.setNoDelay(true).on('error', end).on('close', end);
    this.forward(client, server, 'mute');
    this.forward(server, client, 'deaf');
  }

  private forward(from: Socket, to: Socket, stoppedBy: LinkState): void {
    const stopped = (): boolean => this.state === 'silent' || this.state === stoppedBy;
    from.on('data', (data) => {
      if (stopped()) {
        from.pause();
        from.unshift(data);
        return;
      }
      const pass = (): void => { if (!to.destroyed) to.write(data); };
      // Equal delays keep the order.
      if (this.delayMs > 0) setTimeout(pass, this.delayMs);
      else pass();
    });
    from.on('end', () => setTimeout(() => to.end(), this.delayMs));
  }
}
