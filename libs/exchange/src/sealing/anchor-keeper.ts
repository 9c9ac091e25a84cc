import type { Pool } from 'pg';
import { inTransaction } from '@lianzhi/platform';
import type { ReceivedRecord } from '../bus/message-bus';
import type { Directory } from '../directory';
import { advancePositions } from '../ingest/advance-positions';
import type { BatchVerifier } from '../signature';
import { parseAnchor, verifyAnchor } from './anchor';
import type { SealedBatch } from './sealed-batch';
import { insertAnchors, insertConflicts, keptHeadsOf, type AnchorConflict, type ReadAnchor } from './anchor-store';

export interface AnchorKeeperOptions {
  operator: string;
  pool: Pool;
  directory: Directory;
  verifier: BatchVerifier;
  /** A statement that is kept aside: `anotherHead` contradicts what was kept before, others are not believed. */
  onRefused: (operator: string | undefined, reason: string) => void;
}

/**
 * Keeps what every operator states of journals. A head of a number that another head is kept of is never taken: it stands aside
 * as a conflict, which says that its operator has changed its past.
 */
export class AnchorKeeper {
  constructor(private readonly options: AnchorKeeperOptions) {}

  /** Stores a batch of records of the topic `anchors` with their positions. Idempotent. */
  async take(records: readonly ReceivedRecord[]): Promise<void> {
    if (records.length === 0) return;
    const read = records.flatMap((record) => this.believed(record));
    await inTransaction(this.options.pool, async (client) => {
      await advancePositions(client, records);
      const wanted = read.flatMap(({ anchor: { statement: { operator, batch } } }) => (batch ? [{ operator, number: batch.number }, { operator, number: batch.number - 1 }] : []));
      const known = await keptHeadsOf(client, wanted);
      const [taken, conflicts]: [ReadAnchor[], AnchorConflict[]] = [[], []];
      for (const one of read) {
        const { operator, batch } = one.anchor.statement;
        const reason = batch && contradiction(operator, batch, known);
        if (batch && reason) conflicts.push({ record: one.record, operator, number: batch.number, reason });
        else taken.push(one);
        if (batch && !reason) known.set(`${operator} ${batch.number}`, batch.head);
      }
      await insertAnchors(client, this.options.operator, taken);
      if ((await insertConflicts(client, conflicts)) > 0) conflicts.forEach(({ operator, reason }) => this.options.onRefused(operator, reason));
    });
  }

  /** @returns the statements of records that are what they say */
  private believed(record: ReceivedRecord): ReadAnchor[] {
    const anchor = parseAnchor(record.value);
    if (!anchor) {
      this.options.onRefused(undefined, 'broken-anchor');
      return [];
    }
    const verdict = verifyAnchor(anchor, this.options.verifier, this.options.directory.keysAt(record.appendedAt));
    if (verdict.kind !== 'ok') this.options.onRefused(anchor.statement.operator, verdict.kind);
    return verdict.kind === 'ok' ? [{ record: record as ReadAnchor['record'], anchor }] : [];
  }
}

/** What was kept before, by `<operator> <number>`, says otherwise. WARNING: reasons are stored. */
function contradiction(operator: string, { number, head, previous }: SealedBatch, known: ReadonlyMap<string, string>): 'another-head' | 'another-past' | undefined {
  if ((known.get(`${operator} ${number}`) ?? head) !== head) return 'another-head';
  return (known.get(`${operator} ${number - 1}`) ?? previous) !== previous ? 'another-past' : undefined;
}
