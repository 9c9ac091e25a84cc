import { organisationOf, type EventAttributes } from '@lianzhi/contracts';
import { effectiveTime, type HistoryRow, type OutgoingEntry, type StoredEntry, type Verdict, type WaitingFor } from '@lianzhi/exchange';

const HOUR_MS = 3_600_000;

export interface Row {
  readonly seq: number;
  readonly direction: 'o' | 'i';
  readonly topic: string;
  readonly attributes: EventAttributes;
  readonly event: Buffer;
  readonly appendedAt?: number;
  readonly offset?: bigint;
  readonly pending: boolean;
  readonly handling: 'n' | 'p' | 'd' | 'x' | null;
  readonly waitingFor?: WaitingFor;
  /** System time, ms. */
  readonly parkedAt?: number;
  readonly askedAt?: number;
  readonly recordedAt: number;
}

const first = (known: number | undefined, now: number): number => Math.min(known ?? now, now);
const letters = { done: 'd', parked: 'p', dead: 'x' } as const;

/** What the table `journal` is to a service, statement by statement as in `journal.ts` of the exchange; rows are never changed in place. */
export class MemoryJournal {
  private rows: Row[] = [];
  private readonly known = new Map<string, number>();

  /** @param now system time, ms */
  constructor(private readonly now: () => number) {}

  copy(): MemoryJournal {
    const copy = new MemoryJournal(this.now);
    copy.rows = [...this.rows];
    for (const [key, seq] of this.known) copy.known.set(key, seq);
    return copy;
  }

  get all(): readonly Row[] { return this.rows; }

  /** @throws Error when the service sends one message twice */
  insertOutgoing(entries: readonly OutgoingEntry[]): void {
    for (const { topic, attributes, event } of entries) {
      if (!this.insert({ direction: 'o', topic, attributes, event, pending: true, handling: null })) throw new Error(`message ${attributes.id} is sent twice`);
    }
  }

  insertIncoming(topic: string, attributes: EventAttributes, event: Buffer, appendedAt: number, offset: bigint): boolean {
    return this.insert({ direction: 'i', topic, attributes, event, appendedAt, offset, pending: false, handling: 'n' });
  }

  /** As `recoverOutgoing`. Returns whether its request is to be folded anew: the journal lacked it, or it is late. */
  recover(topic: string, attributes: EventAttributes, event: Buffer, appendedAt: number, offset: bigint): boolean {
    if (this.insert({ direction: 'o', topic, attributes, event, appendedAt, offset, pending: false, handling: null })) return true;
    const seq = this.known.get(`o ${attributes.id}`)!;
    this.change(seq, (row) => ({ pending: false, offset, appendedAt: first(row.appendedAt, appendedAt) }));
    return effectiveTime(attributes, this.rows[seq]!.appendedAt).late;
  }

  /** As `lastCertainOffsets`: from where on the lane may hold what this journal does not know of. */
  certainUpTo(topic: string): bigint {
    const uncertain = this.rows.filter((row) => row.pending && row.appendedAt === undefined && row.topic === topic).map(({ recordedAt }) => recordedAt);
    const since = Math.min(...uncertain) - HOUR_MS;
    return this.rows.reduce((most, row) => (row.direction === 'o' && row.topic === topic && row.offset !== undefined && row.offset >= most && row.appendedAt! < since ? row.offset + 1n : most), 0n);
  }

  pending(limit: number): Row[] { return this.rows.filter(({ pending }) => pending).slice(0, limit); }
  noteAppended(seq: number, appendedAt: number): void { this.change(seq, (row) => ({ appendedAt: first(row.appendedAt, appendedAt) })); }
  markPublished(seq: number, at: { offset?: bigint; appendedAt: number }): void {
    this.change(seq, (row) => ({ pending: false, offset: at.offset ?? row.offset, appendedAt: first(row.appendedAt, at.appendedAt) }));
  }

  sendAgain(request: string, recipient: string, from: number): void {
    for (const { seq, direction, attributes } of this.rows) {
      if (direction === 'o' && attributes.subject === request && attributes.recipient === recipient && (attributes.sequence ?? 0) >= from) this.change(seq, () => ({ pending: true }));
    }
  }

  requestsWithUnhandled(): string[] {
    return [...new Set(this.rows.filter(({ handling }) => handling === 'n' || handling === 'p').map(({ attributes }) => attributes.subject))];
  }

  unhandled(requests: readonly string[]): StoredEntry[] {
    return this.rows
      .filter(({ handling, attributes }) => (handling === 'n' || handling === 'p') && requests.includes(attributes.subject))
      .sort((a, b) => (a.attributes.subject < b.attributes.subject ? -1 : a.attributes.subject > b.attributes.subject ? 1 : 0)
        || (a.attributes.sequence ?? 0) - (b.attributes.sequence ?? 0) || a.seq - b.seq)
      .map((row) => ({ seq: `${row.seq}`, topic: row.topic, attributes: row.attributes, event: row.event, appendedAt: row.appendedAt!, handling: row.handling as 'n' | 'p', waitingFor: row.waitingFor }));
  }

  mark(verdicts: readonly { entry: StoredEntry; verdict: Verdict }[], now: number): void {
    for (const { entry, verdict } of verdicts) {
      if (verdict.kind === 'parked' && entry.handling === 'p' && entry.waitingFor === verdict.waitingFor) continue;
      this.change(Number(entry.seq), () => ({
        handling: letters[verdict.kind], waitingFor: verdict.kind === 'parked' ? verdict.waitingFor : undefined, parkedAt: verdict.kind === 'parked' ? now : undefined, askedAt: undefined,
      }));
    }
  }

  asked(seq: number, now: number): void { this.change(seq, () => ({ askedAt: now })); }

  history(request: string): HistoryRow[] {
    return this.rows.filter(({ attributes }) => attributes.subject === request).map((row) => ({
      seq: `${row.seq}`, request_id: request, direction: row.direction, topic: row.topic, type: row.attributes.type, sender: organisationOf(row.attributes.source)!, recipient: row.attributes.recipient,
      event: row.event, proof: null, recorded_at: new Date(0), appended_at: row.appendedAt === undefined ? null : new Date(row.appendedAt), handling: row.handling, pending: row.pending,
    }));
  }

  private insert(row: Omit<Row, 'seq' | 'recordedAt'>): boolean {
    const key = `${row.direction} ${row.attributes.id}`;
    if (this.known.has(key)) return false;
    this.known.set(key, this.rows.length);
    this.rows.push({ seq: this.rows.length, recordedAt: this.now(), ...row });
    return true;
  }

  private change(seq: number, change: (row: Row) => Partial<Row>): void {
    const row = this.rows[seq]!;
    this.rows[seq] = { ...row, ...change(row) };
  }
}
