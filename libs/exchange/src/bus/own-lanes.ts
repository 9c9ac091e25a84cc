import type { Directory } from '../directory';
import { BackgroundLoop } from '../relay/background-loop';
import type { ConsumeOptions, MessageBus, Subscription } from './message-bus';

/** Logical names. */
export interface LaneNames {
  /** Topics that a service takes in. */
  reads: readonly string[];
  /** Exchange lanes that it writes. */
  writes: readonly string[];
}

export interface OwnLanesOptions {
  bus: Pick<MessageBus, 'consume' | 'endOffsets'>;
  directory: Pick<Directory, 'onChange'>;
  /** As the directory has them now. */
  wanted: () => LaneNames;
  /** A lane that is to be and is not there yet: it is tried again every few seconds. */
  onError: (error: unknown) => void;
}

/**
 * The lanes of one service, also those that come with an operator which enters the directory while it runs. Each of these is read by a group of
 * its own until the next start, so what is being read is not disturbed; and counts only once the bus has it, so nobody waits for a topic to be made.
 */
export class OwnLanes implements LaneNames {
  private readonly names: { reads: string[]; writes: string[] };
  private readonly subscriptions: Subscription[] = [];
  private readonly loop: BackgroundLoop;
  private consuming: Omit<ConsumeOptions, 'topics'> | undefined;
  private unlisten: (() => void) | undefined;

  constructor(private readonly options: OwnLanesOptions) {
    const { reads, writes } = options.wanted();
    this.names = { reads: [...reads], writes: [...writes] };
    this.loop = new BackgroundLoop(() => this.addMissing(), () => 60_000, options.onError);
  }

  get reads(): readonly string[] { return this.names.reads; }
  get writes(): readonly string[] { return this.names.writes; }

  /** Resolves once it reads the lanes that were there from the beginning. */
  async start(consuming: Omit<ConsumeOptions, 'topics'>): Promise<void> {
    const { bus, directory } = this.options;
    this.consuming = consuming;
    if (this.reads.length > 0) this.subscriptions.push(await bus.consume({ ...consuming, topics: this.reads }));
    this.unlisten = directory.onChange(({ record }) => { if (record.kind === 'operator') this.loop.nudge(); });
    this.loop.start();
  }

  async stop(): Promise<void> {
    this.unlisten?.();
    await this.loop.stop();
    await Promise.all(this.subscriptions.map((subscription) => subscription.stop()));
  }

  private async addMissing(): Promise<false> {
    const { reads, writes } = this.options.wanted();
    const failures: unknown[] = [];
    const each = async (topics: readonly string[], add: (topic: string) => Promise<void>): Promise<void> => {
      for (const topic of topics) await add(topic).catch((error: unknown) => failures.push(error));
    };
    await each(writes.filter((lane) => !this.writes.includes(lane)), async (lane) => {
      await this.options.bus.endOffsets([lane]);
      this.names.writes.push(lane);
    });
    await each(reads.filter((topic) => !this.reads.includes(topic)), (topic) => this.readToo(topic));
    if (failures.length > 0) throw failures[0];
    return false;
  }

  private async readToo(topic: string): Promise<void> {
    const { bus } = this.options;
    await bus.endOffsets([topic]);
    const consuming = this.consuming!;
    this.subscriptions.push(await bus.consume({ ...consuming, group: `${consuming.group}.${topic}`, topics: [topic] }));
    this.names.reads.push(topic);
  }
}
