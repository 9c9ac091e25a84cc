import type { Pool, PoolClient } from 'pg';
import { endWarnings, fenOf, foldMeasure, type EndWarning } from '@lianzhi/contracts';
import type { DataCipher } from '@lianzhi/platform';
import type { KnownChange, MeasureRecord } from './measure-record';

interface ChangeRow { key: string; measure_id: string; request_id: string; content: Buffer }
export interface MeasureRow { id: string; content: Buffer }
export interface CaseKey { organisation: string; caseNumber: string }
/** What a lock has to cover: the case of the request, and that of the measure which it follows (a preservation goes on as an enforcement case). */
export interface Touched { caseNumber: string; follows: string | null }

const changeContext = (key: string): string => `measure change ${key}`;
const measureContext = (id: string): string => `measure ${id}`;

/** Reads and writes the tables of the ledger. Everything named and batched; locks are the caller's. */
export class MeasureStore {
  constructor(private readonly cipher: DataCipher) {}

  /**
   * One writer per case, whatever the number of replicas; released with the transaction. Sorted, so that batches cannot deadlock. By the case number
   * alone: a closed court and its successor are one writer, also while not every replica has read of it.
   */
  async lockCases(client: PoolClient, touched: readonly Touched[]): Promise<void> {
    const cases = [...touched.map(({ caseNumber }) => caseNumber), ...await this.casesOfRequests(client, touched.flatMap(({ follows }) => follows ?? []))];
    await client.query({
      name: 'measure-lock-cases',
      text: 'SELECT pg_advisory_xact_lock(k) FROM (SELECT DISTINCT hashtextextended(number, 11) AS k FROM unnest($1::text[]) number ORDER BY 1) sorted', values: [cases],
    });
  }

  /** To which measure a request belongs never changes, so this needs no lock. */
  private async casesOfRequests(client: PoolClient, requestIds: readonly string[]): Promise<string[]> {
    if (requestIds.length === 0) return [];
    const { rows } = await client.query<{ case_number: string }>({
      name: 'measure-cases-of', values: [requestIds],
      text: 'SELECT DISTINCT m.case_number FROM measure m JOIN measure_change c ON c.measure_id = m.id WHERE c.request_id = ANY($1::uuid[])',
    });
    return rows.map(({ case_number: caseNumber }) => caseNumber);
  }

  /** What is known of these requests, and all changes of the measures that they are about. */
  async changesAround(client: PoolClient, requestIds: readonly string[]): Promise<KnownChange[]> {
    const { rows } = await client.query<ChangeRow>({
      name: 'measure-changes-around', values: [requestIds],
      text: `SELECT key, measure_id, request_id, content FROM measure_change
             WHERE measure_id IN (SELECT measure_id FROM measure_change WHERE request_id = ANY($1::uuid[]))`,
    });
    return rows.map(({ key, measure_id: measureId, request_id: requestId, content }) => ({ measureId, requestId, ...(JSON.parse(this.cipher.decryptText(content, changeContext(key))) as Omit<KnownChange, 'measureId' | 'requestId'>) }));
  }

  /** A change that is known already is written anew: its message may count from another time. */
  async writeChanges(client: PoolClient, changes: readonly KnownChange[]): Promise<void> {
    if (changes.length === 0) return;
    await client.query({
      name: 'measure-change-write',
      text: `INSERT INTO measure_change (key, measure_id, request_id, content) SELECT * FROM unnest($1::text[], $2::uuid[], $3::uuid[], $4::bytea[])
             ON CONFLICT (key) DO UPDATE SET content = excluded.content`,
      values: [
        changes.map(({ change }) => change.key), changes.map(({ measureId }) => measureId), changes.map(({ requestId }) => requestId),
        changes.map(({ change, asked }) => this.cipher.encrypt(JSON.stringify({ change, asked }), changeContext(change.key))),
      ],
    });
  }

  /** Puts the folded measures; the next call about the end of each stands with it. */
  async writeMeasures(client: PoolClient, records: readonly MeasureRecord[]): Promise<void> {
    if (records.length === 0) return;
    const next = records.map(({ measure }): EndWarning | undefined => endWarnings(measure)[0]);
    await client.query({
      name: 'measure-write',
      text: `INSERT INTO measure (id, organisation, case_number, type, recipient, kind, state, until_day, counted_fen, next_step, next_at, content)
             SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::date[], $9::bigint[], $10::text[], $11::timestamptz[], $12::bytea[])
             ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, state = excluded.state, until_day = excluded.until_day, counted_fen = excluded.counted_fen,
               next_step = excluded.next_step, next_at = excluded.next_at, content = excluded.content, updated_at = clock_timestamp()`,
      values: [
        records.map(({ id }) => id), records.map(({ organisation }) => organisation), records.map(({ caseNumber }) => caseNumber), records.map(({ type }) => type),
        records.map(({ recipient }) => recipient), records.map(({ measure }) => measure.kind), records.map(({ measure }) => measure.state), records.map(({ measure }) => measure.until),
        records.map(({ measure }) => fenOf(measure.counted).toString()), next.map((warning) => warning?.step ?? null), next.map((warning) => (warning ? new Date(warning.at) : null)),
        records.map((record) => this.cipher.encrypt(JSON.stringify(record), measureContext(record.id))),
      ],
    });
  }

  /** All measures of these cases that take of what is owed, or may yet. */
  async cappedOf(client: PoolClient, cases: readonly CaseKey[]): Promise<MeasureRecord[]> {
    const { rows } = await client.query<MeasureRow>({
      name: 'measure-capped', values: [cases.map(({ organisation }) => organisation), cases.map(({ caseNumber }) => caseNumber)],
      text: `SELECT id, content FROM measure WHERE counted_fen > 0 AND (organisation, case_number) IN (SELECT * FROM unnest($1::text[], $2::text[])) ORDER BY id`,
    });
    return rows.map((row) => this.open(row));
  }

  async find(db: Pool | PoolClient, organisations: readonly string[], ids: readonly string[]): Promise<MeasureRecord[]> {
    const { rows } = await db.query<MeasureRow>({ name: 'measure-find', text: 'SELECT id, content FROM measure WHERE organisation = ANY($1::text[]) AND id = ANY($2::uuid[])', values: [organisations, ids] });
    return rows.map((row) => this.open(row));
  }

  /** Whichever court's they are. */
  async findAny(db: Pool | PoolClient, ids: readonly string[]): Promise<MeasureRecord[]> {
    const { rows } = await db.query<MeasureRow>({ name: 'measure-find-any', text: 'SELECT id, content FROM measure WHERE id = ANY($1::uuid[])', values: [ids] });
    return rows.map((row) => this.open(row));
  }

  open({ id, content }: MeasureRow): MeasureRecord {
    return JSON.parse(this.cipher.decryptText(content, measureContext(id))) as MeasureRecord;
  }
}

/** The records that these changes make. Pure. */
export function recordsOf(changes: readonly KnownChange[]): MeasureRecord[] {
  return [...new Set(changes.map(({ measureId }) => measureId))].flatMap((id) => {
    const own = changes.filter(({ measureId }) => measureId === id);
    const asked = own.find(({ requestId, asked: known }) => requestId === id && known)?.asked;
    const measure = foldMeasure(own.map(({ change }) => change));
    if (!asked || !measure) return [];
    const { organisation, caseNumber, type, recipient, subject, details } = asked;
    return [{ id, organisation, caseNumber, type, recipient, subject, asked: details, measure }];
  });
}
