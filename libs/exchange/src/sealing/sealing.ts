import { anchorsTopic } from '@lianzhi/contracts';
import type { MessageBus, ReceivedRecord, Subscription } from '../bus/message-bus';
import { positionsOf } from '../ingest/advance-positions';
import { fillLeaves } from '../journal/fill-leaves';
import { AnchorKeeper, type AnchorKeeperOptions } from './anchor-keeper';
import { resumeSealing } from './resume-sealing';
import { Sealer, type SealerOptions } from './sealer';

export interface SealingOptions extends SealerOptions, Omit<AnchorKeeperOptions, 'onRefused'> {
  bus: Pick<MessageBus, 'publish' | 'readToEnd' | 'consume'>;
  onRefused: (reason: string) => void;
}

/** One operator's part in keeping journals honest: its own sealed and stated, everybody's heads kept. */
export class Sealing {
  private readonly keeper: AnchorKeeper;
  private readonly sealer: Sealer;
  private keeping: Subscription | undefined;

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

  /**
   * Seals, and keeps what comes on the topic. A group of its own reads it: what holds up proof (a table that is locked, a topic that is away)
   * never holds up the lanes. Resolves once it reads.
   */
  async start(onCrash: (error: Error) => void): Promise<void> {
    const { bus, operator, pool } = this.options;
    this.sealer.start();
    this.keeping = await bus.consume({ group: `${operator}.anchors`, topics: [anchorsTopic], positions: () => positionsOf(pool, [anchorsTopic]), onBatch: (records) => this.keep(records), onCrash });
  }

  async stop(): Promise<void> {
    await Promise.all([this.keeping?.stop(), this.sealer.stop()]);
  }

  /** Somebody waits for proof of what was written a moment ago. */
  nudge(): void { this.sealer.nudge(); }

  private keep(records: readonly ReceivedRecord[]): Promise<void> { return this.keeper.take(records); }
}
