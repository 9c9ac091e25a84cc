import type { Pool, PoolClient } from 'pg';
import { parseLane, type LianzhiEvent } from '@lianzhi/contracts';
import { dataDigest } from '../encryption';
import { attributesOf, readEvent } from '../journal/event-bytes';
import { sealedInstantSql } from '../sealing/entry-digest';
import type { AuditBatch, AuditEntry, JournalToAudit } from './audit-journal';

type Queryable = Pool | PoolClient;

/** The lines of an export, in this order: the operator, its batches, its entries in order, one that was never sealed, the heads it keeps of others. */
export type ExportLine =
  | { kind: 'operator'; operator: string }
  | { kind: 'batch'; batch: AuditBatch }
  | { kind: 'entry'; entry: AuditEntry }
  | { kind: 'inserted'; behind: number }
  | { kind: 'kept'; operator: string; number: number; head: string };

/** The plain bytes of a message, or null when they cannot be had: by it data that is not what was signed is found. */
export type OpenData = (event: LianzhiEvent, topic: string) => Buffer | null;

/** The journal of a database. @throws Error when it has sent nothing and `operator` is not given */
export async function journalOfDatabase(pool: Queryable, operator = '', openData?: OpenData): Promise<JournalToAudit> {
  const { rows } = await pool.query<Record<'number' | 'first' | 'last' | 'root' | 'previous' | 'head', string> & { lost: boolean }>('SELECT number, first, last, root, previous, head, lost FROM sealed_batch ORDER BY number');
  return {
    operator: operator || (await operatorOf(pool)),
    batches: rows.map((row) => ({ ...row, number: Number(row.number), first: Number(row.first), last: Number(row.last) })),
    entries: (first, last) => entriesOfDatabase(pool, first, last, openData),
    inserted: () => insertedAmongSealed(pool),
  };
}

interface EntryRow {
  position: string; digest: Buffer; direction: string; topic: string; event: Buffer; recorded_at: string; appended_at: string | null; proof: string | null; erased: boolean;
  message_id: string; request_id: string; type: string; sender: string; recipient: string; sequence: number | null; shard: number; leaf: Buffer | null;
}

async function entriesOfDatabase(pool: Queryable, first: number, last: number, openData: OpenData | undefined): Promise<AuditEntry[]> {
  const { rows } = await pool.query<EntryRow>(
    `SELECT s.position, s.digest, j.direction::text, j.topic, j.event, ${sealedInstantSql('j.recorded_at')} AS recorded_at, ${sealedInstantSql('j.appended_at')} AS appended_at, j.proof, j.erased_at IS NOT NULL AS erased,
       j.message_id, j.request_id, j.type, j.sender, j.recipient, j.sequence, j.shard, j.leaf
     FROM seal s JOIN journal j ON j.seq = s.journal_seq WHERE s.position BETWEEN $1 AND $2 ORDER BY s.position`, [first, last]);
  return rows.map((row) => entryOf(row, openData));
}

function entryOf(row: EntryRow, openData: OpenData | undefined): AuditEntry {
  const { position, digest, topic, recorded_at: recordedAt, appended_at: appendedAt, type, sender, recipient, sequence, shard, leaf } = row;
  const event = readEvent(row.event);
  const direction = row.direction === 'o' ? 'sent' : 'received';
  const proof = direction === 'sent' ? row.proof : event.proof;
  return {
    position: Number(position), direction, recordedAt, ...(appendedAt !== null && { appendedAt }), topic, attributes: attributesOf(event), digest: digest.toString('base64url'), ...(proof && { proof }),
    columns: { message: row.message_id, request: row.request_id, type, sender, recipient, sequence, shard, leaf: leaf && leaf.toString('base64url') }, data: dataOf(event, row, openData),
  };
}

function dataOf(event: LianzhiEvent, { erased, topic }: EntryRow, openData: OpenData | undefined): AuditEntry['data'] {
  if (event.data === undefined && event.data_base64 === undefined) return erased ? 'erased' : 'missing';
  if (!openData) return 'there';
  const plain = openData(event, topic);
  return plain && dataDigest(plain) === event.datadigest ? 'there' : 'differs';
}

/** What stands in the order of sealing before the last sealed entry has been sealed, unless somebody wrote it there afterwards. */
async function insertedAmongSealed(pool: Queryable): Promise<number | undefined> {
  const { rows: [found] } = await pool.query<{ behind: string }>(
    `SELECT (SELECT coalesce(max(s.position), 0) FROM seal s JOIN journal k ON k.seq = s.journal_seq WHERE (k.xid, k.seq) < (j.xid, j.seq)) AS behind
     FROM journal j CROSS JOIN seal_progress p WHERE (j.xid, j.seq) <= (p.xid, p.seq) AND NOT EXISTS (SELECT 1 FROM seal s WHERE s.journal_seq = j.seq) ORDER BY j.xid, j.seq LIMIT 1`);
  return found && Number(found.behind);
}

async function operatorOf(pool: Queryable): Promise<string> {
  const { rows: [sent] } = await pool.query<{ topic: string }>(`SELECT topic FROM journal WHERE direction = 'o' LIMIT 1`);
  const operator = sent && parseLane(sent.topic)?.from;
  if (operator === undefined) throw new Error('The journal has sent nothing: name its operator.');
  return operator;
}

/** The heads that a service keeps of another operator's journal, by number. */
export async function keptOfDatabase(pool: Queryable, operator: string): Promise<Map<number, string>> {
  const { rows } = await pool.query<{ number: string; head: string }>('SELECT DISTINCT number, head FROM anchor WHERE operator = $1 AND number IS NOT NULL', [operator]);
  return new Map(rows.map(({ number, head }) => [Number(number), head]));
}

/** Everything that an audit of this service, or of others by what it keeps, needs. It holds no data of messages. */
export async function* exportJournal(pool: Queryable, operator?: string, openData?: OpenData): AsyncGenerator<ExportLine> {
  const journal = await journalOfDatabase(pool, operator, openData);
  yield { kind: 'operator', operator: journal.operator };
  for (const batch of journal.batches) yield { kind: 'batch', batch };
  for (const { first, last, lost } of journal.batches) {
    if (!lost) for (const entry of await journal.entries(first, last)) yield { kind: 'entry', entry };
  }
  const behind = await journal.inserted();
  if (behind !== undefined) yield { kind: 'inserted', behind };
  const { rows } = await pool.query<{ operator: string; number: string; head: string }>('SELECT DISTINCT operator, number, head FROM anchor WHERE operator <> $1 AND number IS NOT NULL ORDER BY operator, number', [journal.operator]);
  for (const row of rows) yield { kind: 'kept', operator: row.operator, number: Number(row.number), head: row.head };
}

/** The journal of an export, held in memory. */
export async function journalOfExport(lines: AsyncIterable<ExportLine>): Promise<JournalToAudit & { kept: (operator: string) => Map<number, string> }> {
  let operator = '';
  let inserted: number | undefined;
  const [batches, entries, kept]: [AuditBatch[], Map<number, AuditEntry>, Extract<ExportLine, { kind: 'kept' }>[]] = [[], new Map(), []];
  for await (const line of lines) {
    if (line.kind === 'operator') operator = line.operator;
    if (line.kind === 'batch') batches.push(line.batch);
    if (line.kind === 'entry') entries.set(line.entry.position, line.entry);
    if (line.kind === 'inserted') inserted = line.behind;
    if (line.kind === 'kept') kept.push(line);
  }
  return {
    operator, batches, inserted: () => Promise.resolve(inserted),
    entries: async (first, last) => Array.from({ length: last - first + 1 }, (_, at) => entries.get(first + at)).filter((entry): entry is AuditEntry => entry !== undefined),
    kept: (of) => new Map(kept.flatMap((line) => (line.operator === of ? [[line.number, line.head]] : []))),
  };
}
