import type { EventAttributes, LianzhiEvent } from '@lianzhi/contracts';
import { attributesOf, effectiveTime, EventComposer, EventOpener, readEvent } from '@lianzhi/exchange';
import type { BusinessClock } from '@lianzhi/platform';
import { MemoryJournal, type Row } from './memory-journal';
import type { Simulation } from './simulation';
import { trust, type SimulatedOperator } from './simulated-trust';

/** How long a relay may take before another may have its shards, ms. */
const leaseMs = 8_000;

/** Rows that one relay has under way. `published`: on the bus, not marked yet; `succeeding`: taken while an earlier holder of the shards has some too. */
interface Sending { succeeding: boolean; rows: readonly Row[]; takenAt: number; published?: readonly { seq: number; appendedAt: number; offset?: bigint }[] }
/** Records that one consumer has fetched and not stored yet. */
interface Fetched { lane: string; from: bigint; next: bigint; records: readonly { offset: bigint; appendedAt: number; value: Buffer | null }[] }

/**
 * One service on a store and a bus in memory, taken apart into the steps between which its processes may die or stall: the
 * relay's take, publish and mark, the consumer's fetch and store, and whatever the service does besides. Two batches under
 * way at once are two replicas. What is not here (signatures, SQL, Kafka) is what `npm run test:faults` tries on the real ones.
 */
export abstract class SimulatedService {
  journal: MemoryJournal;
  readonly deadLetters: string[] = [];
  protected positions = new Map<string, bigint>();
  readonly clock: BusinessClock;
  readonly composer: EventComposer;
  readonly opener: EventOpener;
  private sending: Sending[] = [];
  private fetched: Fetched[] = [];
  /** As the relay's: something pending may be on the bus already. */
  private unsure = false;

  constructor(readonly simulation: Simulation, readonly operator: SimulatedOperator, readonly lanes: readonly string[], private readonly writes: readonly string[], readonly skewMs: number) {
    const { directory, contentKeysOf } = trust();
    this.journal = new MemoryJournal(() => simulation.now);
    this.clock = simulation.clock(skewMs);
    this.composer = new EventComposer(operator, directory, contentKeysOf(operator), this.clock);
    this.opener = new EventOpener(contentKeysOf(operator));
  }

  /** What this service does besides publishing and taking in. */
  protected abstract work(): Promise<void>;
  /** Folds these requests anew, in a transaction of its own. */
  protected abstract refold(requests: readonly string[]): void;
  abstract dispatch(): Promise<void>;

  async step(): Promise<void> {
    const { chance } = this.simulation;
    const todo = chance.weighted({ relay: 4, consume: 4, dispatch: 3, work: 3 });
    if (todo === 'relay') this.relayStep();
    else if (todo === 'consume') this.consumeStep();
    else if (todo === 'dispatch') await this.dispatch();
    else await this.work();
    if (this.simulation.strikes('crash', 0.02)) this.crash();
  }

  /** Everything that can be done now, as after the faults healed. */
  async finish(): Promise<void> {
    this.readBack();
    while (this.sending.length > 0) this.advance(0);
    while (this.fetched.length > 0) this.store(0);
    for (let left = this.journal.pending(1).length; left > 0; left = this.journal.pending(1).length) {
      this.takeRows();
      while (this.sending.length > 0) this.advance(0);
    }
    for (const lane of this.lanes) while (this.fetch(lane, 100)) this.store(0);
    await this.dispatch();
    await this.work();
  }

  /** Where a rest of something is left; empty when all is done. */
  unfinished(): string[] {
    const parked = this.journal.all.filter(({ handling }) => handling === 'n' || handling === 'p').map(({ attributes, handling, waitingFor }) => `${handling} ${attributes.type} ${attributes.sequence} ${waitingFor ?? ''}`);
    const pending = this.journal.pending(9).map(({ attributes }) => `pending ${attributes.type} ${attributes.sequence}`);
    return [...parked, ...pending].map((rest) => `${this.operator}: ${rest}`);
  }

  /** Its processes are killed and start again: what was under way is forgotten, the own lanes are read back. */
  crash(): void {
    for (const { published } of this.sending) this.simulation.count(published ? 'crash between publish and mark' : 'crash before publish');
    if (this.fetched.length > 0) this.simulation.count('crash between fetch and store');
    this.simulation.note(() => `${this.operator} crashes`);
    this.forget();
    this.recover();
  }

  protected forget(): void {
    this.sending = [];
    this.fetched = [];
  }

  /** Lanes that it has not read to their ends. */
  unread(): string[] {
    return this.lanes.filter((lane) => this.readTo(lane) < this.end(lane)).map((lane) => `${this.operator}: ${lane} is not read to its end`);
  }

  readTo(lane: string): bigint { return this.positions.get(lane) ?? 0n; }
  protected end(lane: string): bigint { return this.simulation.broker.topic(lane)[0]!.end; }

  private relayStep(): void {
    const { chance } = this.simulation;
    const overtakes = this.sending.length > 0 && this.sending.length < 3 && this.sending.every(({ takenAt }) => this.simulation.now - takenAt > leaseMs) && this.simulation.strikes('overlap', 0.2);
    // Another replica has the shards now: it looks first what was published.
    if (overtakes) this.unsure = true;
    this.readBack();
    if ((overtakes || this.sending.length === 0) && (this.sending.length === 0 || chance.happens(0.5))) this.takeRows();
    else this.advance(chance.below(this.sending.length));
  }

  /** Whoever is unsure does so before anything else. */
  private readBack(): void {
    if (this.unsure) this.recover();
    this.unsure = false;
  }

  private takeRows(): void {
    const rows = this.journal.pending(1 + this.simulation.chance.below(20));
    if (rows.length > 0) this.sending.push({ succeeding: this.sending.length > 0, rows, takenAt: this.simulation.now });
  }

  /** The next step of that batch: to the bus, or its marks. */
  private advance(index: number): void {
    const batch = this.sending[index]!;
    if (batch.published === undefined && this.simulation.strikes('refuse-publish', 0.05)) {
      this.unsure = true;
      return void this.sending.splice(index, 1);
    }
    if (batch.published === undefined) {
      this.sending[index] = { ...batch, published: batch.rows.map((row) => this.publish(row)) };
      if (this.simulation.strikes('lose-confirmation', 0.05)) {
        this.unsure = true;
        this.sending.splice(index, 1);
      }
      return;
    }
    this.sending.splice(index, 1);
    const overtaken = this.simulation.now - batch.takenAt > leaseMs;
    if (overtaken || batch.succeeding) this.recover();
    this.markPublished(batch.rows, batch.published, overtaken);
  }

  private publish({ seq, topic, attributes, event }: Row): { seq: number; appendedAt: number; offset?: bigint } {
    const { simulation } = this;
    simulation.note(() => `${this.operator} publishes ${attributes.type.split('.')[2]} ${attributes.sequence ?? '-'}${attributes.of === undefined ? '' : `/${attributes.of}`}`);
    const appendedAt = simulation.now;
    if (simulation.strikes('lose', 0.03)) {
      simulation.held.push({ topic, key: attributes.subject, value: event, appendedAt });
      return { seq, appendedAt };
    }
    const [partition] = simulation.broker.topic(topic);
    const offset = partition!.append({ key: attributes.subject, value: event }, appendedAt);
    if (simulation.strikes('duplicate', 0.05)) partition!.append({ key: attributes.subject, value: event }, appendedAt);
    return { seq, appendedAt, offset };
  }

  /** As the relay does: late ones (of one that was overtaken: all) first get their append time and are folded anew, then all count as published. */
  private markPublished(rows: readonly Row[], published: readonly { seq: number; appendedAt: number; offset?: bigint }[], overtaken: boolean): void {
    const late = rows.filter(({ attributes }, index) => overtaken || effectiveTime(attributes, published[index]!.appendedAt).late);
    if (late.length > 0) {
      for (const { seq } of late) this.journal.noteAppended(seq, published.find((one) => one.seq === seq)!.appendedAt);
      if (this.simulation.strikes('crash', 0.1)) return this.crash();
      this.refold([...new Set(late.map(({ attributes }) => attributes.subject))]);
    }
    for (const one of published) this.journal.markPublished(one.seq, one);
  }

  private consumeStep(): void {
    const { chance } = this.simulation;
    const another = this.fetched.length === 0 || (this.fetched.length < 3 && this.simulation.strikes('overlap', 0.2));
    if (another) this.fetch(chance.pick(this.lanes), 1 + chance.below(8));
    else this.store(chance.below(this.fetched.length));
  }

  private fetch(lane: string, limit: number): boolean {
    const from = this.readTo(lane);
    const records = this.simulation.broker.topic(lane)[0]!.read(from, limit);
    if (records.length > 0) this.fetched.push({ lane, from, next: records.at(-1)!.offset + 1n, records });
    return records.length > 0;
  }

  /** As the ingest does, in one transaction: messages and position; refused when the batch begins beyond what is stored. */
  private store(index: number): void {
    const [{ lane, from, next, records }] = this.fetched.splice(index, 1) as [Fetched];
    const stored = this.readTo(lane);
    if (from > stored) return;
    this.positions.set(lane, next > stored ? next : stored);
    for (const { offset, appendedAt, value } of records) {
      const event = parsed(value);
      if (!event) this.deadLetters.push(`${lane}/${offset}`);
      else this.journal.insertIncoming(lane, attributesOf(event) as EventAttributes, value!, appendedAt, offset);
    }
  }

  /** As `recoverOutgoing`. */
  protected recover(): void {
    const changed = new Set<string>();
    for (const lane of this.writes) {
      for (const { offset, appendedAt, value } of this.simulation.broker.topic(lane)[0]!.read(this.journal.certainUpTo(lane), 100_000)) {
        const event = parsed(value);
        if (event && this.journal.recover(lane, attributesOf(event) as EventAttributes, value!, appendedAt, offset)) changed.add(event.subject);
      }
    }
    if (changed.size > 0) this.refold([...changed]);
  }
}

function parsed(value: Buffer | null): LianzhiEvent | undefined {
  try {
    return readEvent(value!);
  } catch {
    return undefined;
  }
}
