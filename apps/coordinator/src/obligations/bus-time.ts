import { timeTopic } from '@lianzhi/contracts';
import type { MessageBus } from '@lianzhi/exchange';
import type { BusinessClock } from '@lianzhi/platform';

/** An instant that the bus's own clock had reached. */
export interface Witness {
  /** Business time, ms: the append time of a mark. */
  at: number;
  /** When the bus confirmed the mark, ms of a clock that nobody sets. */
  seenAt: number;
}

/** A witness older than this proves nothing any more, ms: two clocks drift apart, though by far less than the grace of a call. */
const validMs = 600_000;
/** Between two marks, ms of system time: whoever is ahead waits, it does not write. */
const markEveryMs = 5_000;

/** The instant (whole ms, business time) that has passed by the bus's clock for certain, at `monotonic` ms. Pure. */
export const passedOnBus = (witness: Witness | undefined, monotonic: number): number =>
  (witness && monotonic - witness.seenAt <= validMs ? witness.at + Math.floor(monotonic - witness.seenAt) : -Infinity);

/**
 * What the bus's clock says, which is the one that decides whether a message was in time. The coordinator's own clock may be ahead: by that alone it
 * would call what its desks can still answer in time. It writes a mark and takes the append time the bus gives it; from there on its monotonic
 * clock counts, so in the ordinary case one mark serves ten minutes.
 */
export class BusTime {
  private witness: Witness | undefined;

  constructor(private readonly bus: Pick<MessageBus, 'publish'>, private readonly clock: BusinessClock, private readonly monotonic: () => number = () => performance.now()) {}

  /** As far as is known now. No I/O. */
  get passed(): number { return passedOnBus(this.witness, this.monotonic()); }

  /** As `passed`, by a new mark if the last is not of a moment ago. (In local mode somebody may have moved business time since.) */
  async look(): Promise<number> {
    if (!this.clock.local && this.witness && this.monotonic() - this.witness.seenAt < markEveryMs) return this.passed;
    // Read before the mark is written, as a message's own `clockoffset` is.
    const { now, offsetMs } = this.clock.read();
    const [mark] = await this.bus.publish([{ topic: timeTopic, key: 'coordinator', value: Buffer.from(JSON.stringify({ time: now.toISOString() })), contentType: 'application/json' }]);
    this.witness = { at: mark!.appendedAt + offsetMs, seenAt: this.monotonic() };
    return this.passed;
  }
}
