import type { Pool } from 'pg';
import { parseLane } from '@lianzhi/contracts';
import { readAttributes } from '../journal/event-bytes';
import { sealedInstantSql } from '../sealing/entry-digest';
import type { AuditBatch, AuditEntry, JournalToAudit } from './audit-journal';

/** The lines of an export, in this order: the operator, its batches, its entries in order, the heads it keeps of others. */
export type ExportLine =
  | { kind: 'operator'; operator: string }
  | { kind: 'batch'; batch: AuditBatch }
  | { kind: 'entry'; entry: AuditEntry }
  | { kind: 'kept'; operator: string; number: number; head: string };

/** The journal of a database. @throws Error when it has sent nothing and `operator` is not given */
export async function journalOfDatabase(pool: Pool, operator = ''): Promise<JournalToAudit> {
  const { rows } = await pool.query<Record<'number' | 'first' | 'last' | 'root' | 'previous' | 'head', string> & { lost: boolean }>('SELECT number, first, last, root, previous, head, lost FROM sealed_batch ORDER BY number');
  return {
    operator: operator || (await operatorOf(pool)),
    batches: rows.map((row) => ({ ...row, number: Number(row.number), first: Number(row.first), last: Number(row.last) })),
    entries: (first, last) => entriesOfDatabase(pool, first, last),
  };
}

async function entriesOfDatabase(pool: Pool, first: number, last: number): Promise<AuditEntry[]> {
  const { rows } = await pool.query<{ position: string; digest: Buffer; direction: string; topic: string; event: Buffer; recorded_at: string; appended_at: string | null }>(
    `SELECT s.position, s.digest, j.direction::text, j.topic, j.event, ${sealedInstantSql('j.recorded_at')} AS recorded_at, ${sealedInstantSql('j.appended_at')} AS appended_at
     FROM seal s JOIN journal j ON j.seq = s.journal_seq WHERE s.position BETWEEN $1 AND $2 ORDER BY s.position`, [first, last]);
  return rows.map(({ position, digest, direction, topic, event, recorded_at: recordedAt, appended_at: appendedAt }) => ({
    position: Number(position), direction: direction === 'o' ? 'sent' : 'received', recordedAt, ...(appendedAt !== null && { appendedAt }), topic, attributes: readAttributes(event), digest: digest.toString('base64url'),
  }));
}

async function operatorOf(pool: Pool): Promise<string> {
  const { rows: [sent] } = await pool.query<{ topic: string }>(`SELECT topic FROM journal WHERE direction = 'o' LIMIT 1`);
  const operator = sent && parseLane(sent.topic)?.from;
  if (operator === undefined) throw new Error('The journal has sent nothing: name its operator.');
  return operator;
}

/** The heads that a service keeps of another operator's journal, by number. */
export async function keptOfDatabase(pool: Pool, operator: string): Promise<Map<number, string>> {
  const { rows } = await pool.query<{ number: string; head: string }>('SELECT DISTINCT number, head FROM anchor WHERE operator = $1 AND number IS NOT NULL', [operator]);
  return new Map(rows.map(({ number, head }) => [Number(number), head]));
}

/** Everything that an audit of this service, or of others by what it keeps, needs. It holds no data of messages. */
export async function* exportJournal(pool: Pool, operator?: string): AsyncGenerator<ExportLine> {
  const journal = await journalOfDatabase(pool, operator);
  yield { kind: 'operator', operator: journal.operator };
  for (const batch of journal.batches) yield { kind: 'batch', batch };
  for (const { first, last, lost } of journal.batches) {
    if (!lost) for (const entry of await journal.entries(first, last)) yield { kind: 'entry', entry };
  }
  const { rows } = await pool.query<{ operator: string; number: string; head: string }>('SELECT DISTINCT operator, number, head FROM anchor WHERE operator <> $1 AND number IS NOT NULL ORDER BY operator, number', [journal.operator]);
  for (const row of rows) yield { kind: 'kept', operator: row.operator, number: Number(row.number), head: row.head };
}

/** The journal of an export, held in memory. */
export async function journalOfExport(lines: AsyncIterable<ExportLine>): Promise<JournalToAudit & { kept: (operator: string) => Map<number, string> }> {
  let operator = '';
  const [batches, entries, kept]: [AuditBatch[], Map<number, AuditEntry>, Extract<ExportLine, { kind: 'kept' }>[]] = [[], new Map(), []];
  for await (const line of lines) {
    if (line.kind === 'operator') operator = line.operator;
    if (line.kind === 'batch') batches.push(line.batch);
    if (line.kind === 'entry') entries.set(line.entry.position, line.entry);
    if (line.kind === 'kept') kept.push(line);
  }
  return {
    operator, batches,
    entries: async (first, last) => Array.from({ length: last - first + 1 }, (_, at) => entries.get(first + at)).filter((entry): entry is AuditEntry => entry !== undefined),
    kept: (of) => new Map(kept.flatMap((line) => (line.operator === of ? [[line.number, line.head]] : []))),
  };
}
