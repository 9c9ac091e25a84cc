import { BackgroundLoop } from '../relay/background-loop';
import type { Exchange } from '../exchange';
import { sealingLag, type SealingLag } from './sealing-lag';

/** Policy: how long an entry may go without a published head before people are told, s of system time. */
export const longestSealingLag = 300;

/** Tells when proof falls behind, or when somebody's published past has changed. The exchange goes on either way. */
export class SealingWatch {
  private readonly loop: BackgroundLoop;

  /** @param onDelay called on every round in which it is so: whoever raises alerts knows them by a key */
  constructor(exchange: Pick<Exchange, 'pool' | 'operator'>, onDelay: (lag: SealingLag) => Promise<void>, onError: (error: unknown) => void, everyMs = 30_000) {
    this.loop = new BackgroundLoop(async () => {
      const lag = await sealingLag(exchange.pool, exchange.operator);
      if (lag.seconds > longestSealingLag || lag.conflicts > 0) await onDelay(lag);
      return false;
    }, () => everyMs, onError);
  }

  start(): void { this.loop.start(); }
  stop(): Promise<void> { return this.loop.stop(); }
}
