import { anchorsTopic } from '@lianzhi/contracts';
import type { MessageBus, ReceivedRecord } from '../bus/message-bus';
import { positionsOf } from '../ingest/advance-positions';
import { fillLeaves } from '../journal/fill-leaves';
import { AnchorKeeper, type AnchorKeeperOptions } from './anchor-keeper';
import { resumeSealing } from './resume-sealing';
import { Sealer, type SealerOptions } from './sealer';

export interface SealingOptions extends SealerOptions, Omit<AnchorKeeperOptions, 'onRefused'> {
  bus: Pick<MessageBus, 'publish' | 'readToEnd'>;
  onRefused: (reason: string) => void;
}

/** One operator's part in keeping journals honest: its own sealed and stated, everybody's heads kept. */
export class Sealing {
  private readonly keeper: AnchorKeeper;
  private readonly sealer: Sealer;

  constructor(private readonly options: SealingOptions) {
    this.keeper = new AnchorKeeper({ ...options, onRefused: (_operator, reason) => options.onRefused(reason) });
    this.sealer = new Sealer(options);
  }

  /** Keeps what is on the topic and finds out where its own journal stands there. Nothing may be given a position before. */
  async resume(): Promise<void> {
    const { bus, operator, pool } = this.options;
    await fillLeaves(pool);
    for await (const records of bus.readToEnd([anchorsTopic], await positionsOf(pool, [anchorsTopic]))) await this.keep(records);
    await resumeSealing(pool, operator);
  }

  start(): void { this.sealer.start(); }
  stop(): Promise<void> { return this.sealer.stop(); }
  /** Somebody waits for proof of what was written a moment ago. */
  nudge(): void { this.sealer.nudge(); }

  /** Keeps the statements among these records and gives the others back. */
  async keep(records: readonly ReceivedRecord[]): Promise<ReceivedRecord[]> {
    await this.keeper.take(records.filter(({ topic }) => topic === anchorsTopic));
    return records.filter(({ topic }) => topic !== anchorsTopic);
  }
}
