import type { Pool, PoolClient } from 'pg';
import { toShanghaiIso, type Catalogue } from '@lianzhi/contracts';
import type { PendingMoves } from '@lianzhi/desk';
import type { Directory } from '@lianzhi/exchange';
import { inTransaction, notFound, type DataCipher } from '@lianzhi/platform';
import type { CaseRegister } from '../cases/case-register';
import type { DraftStore } from '../drafts/draft-store';
import { settleDebt } from './settle-debt';
import { performedInFull, stepsAfterPerformance, type SentStep } from './steps-after-performance';

export interface PerformanceToRecord { id: string; court: string; caseNumber: string; amount: string; inFull?: boolean; /** By the debtor himself, not of money that a bank has transferred. */ voluntary?: boolean; note?: string; /** Business time, ms. */ at: number; by: string }

/** In the API: do not rename. */
export interface PerformanceView {
  id: string; caseNumber: string; amount: string; at: string; inFull: boolean; voluntary: boolean;
  /** What the case still owes after it. */
  amountOwed: string;
  note?: string;
  /** What the court's desk does by itself because of it. */
  steps: { request: string; type?: string; move: string; milestone?: string }[];
}

interface Row { id: string; case_number: string; amount: string; at: Date; in_full: boolean; voluntary: boolean; owed_after: string; note: Buffer | null }

const contextOf = (id: string): string => `performance ${id}`;
const causeOf = (id: string): string => `performance/${id}`;

/** Records what was paid in a case 履行登记, and sees to what follows from it. */
export class Performances {
  constructor(private readonly options: { pool: Pool; cipher: DataCipher; cases: CaseRegister; catalogue: Pick<Catalogue, 'find' | 'contracts'>; drafts: DraftStore; directory: Pick<Directory, 'successionOf'> }) {}

  /** One transaction: the payment, what is still owed, and the moves to make; the same id again changes nothing. @throws Problem 404, 422 */
  async record(performance: PerformanceToRecord, pendingMoves: PendingMoves): Promise<PerformanceView> {
    const { pool, cipher, cases, catalogue, drafts, directory } = this.options;
    const { id, court, caseNumber, amount, at, voluntary = false, note, by } = performance;
    await inTransaction(pool, async (client) => {
      let inFull = false;
      // The same call twice at one moment: the second one waits for what the first one did.
      await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 7))', [causeOf(id)]);
      // The register locks the case: payments, and requests that are sent meanwhile, are judged one after the other.
      const { rowCount: known } = await client.query('SELECT 1 FROM performance WHERE id = $1', [id]);
      if (known) return;
      const settled = await cases.revise(client, { court, caseNumber }, (content) => {
        const debt = settleDebt(content, performance);
        inFull = debt.inFull;
        return debt.content;
      }, { id, at, voluntary });
      if (!settled) throw notFound({ zh: '没有该案件', en: 'There is no such case' });
      await client.query(
        `INSERT INTO performance (id, organisation, case_number, amount, at, in_full, owed_after, note, recorded_by, voluntary) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
        [id, court, caseNumber, amount, new Date(at), inFull, settled.amountOwed, note === undefined ? null : cipher.encrypt(note, contextOf(id)), by, voluntary]);
      if (!inFull) return;
      await pendingMoves.write(client, await this.steps(client, performance));
      const types = catalogue.contracts.filter(({ onPerformance }) => onPerformance === 'withdraw').map(({ type }) => type);
      await drafts.discardTypes(client, { organisations: directory.successionOf(court), caseNumber, types, at, because: performedInFull });
    });
    await pendingMoves.make(causeOf(id));
    return (await this.list(court, caseNumber)).find((one) => one.id === id)!;
  }

  /** In order of time. */
  async list(court: string, caseNumber: string): Promise<PerformanceView[]> {
    const { pool, cipher, directory } = this.options;
    const { rows } = await pool.query<Row>('SELECT id, case_number, amount, at, in_full, voluntary, owed_after, note FROM performance WHERE organisation = ANY($1::text[]) AND case_number = $2 ORDER BY at, id', [directory.successionOf(court), caseNumber]);
    const { rows: moves } = await pool.query<{ cause: string; request_id: string; type: string | null; move: string; milestone: string | null }>(
      `SELECT m.cause, m.request_id, r.type, m.move, m.milestone FROM pending_move m LEFT JOIN request r ON r.id = m.request_id AND r.box = 'sent' WHERE m.cause = ANY($1::text[]) ORDER BY m.request_id`,
      [rows.map(({ id }) => causeOf(id))]);
    return rows.map((row) => ({
      id: row.id, caseNumber: row.case_number, amount: row.amount, at: toShanghaiIso(row.at), inFull: row.in_full, voluntary: row.voluntary, amountOwed: row.owed_after,
      ...(row.note !== null && { note: cipher.decryptText(row.note, contextOf(row.id)) }),
      steps: moves.filter(({ cause }) => cause === causeOf(row.id)).map(({ request_id: request, type, move, milestone }) => ({ request, ...(type !== null && { type }), move, ...(milestone !== null && { milestone }) })),
    }));
  }

  private async steps(client: PoolClient, { id, court, caseNumber }: PerformanceToRecord): Promise<ReturnType<typeof stepsAfterPerformance>> {
    const { rows } = await client.query<SentStep>(`SELECT id, type, state FROM request WHERE case_number = $1 AND from_org = ANY($2::text[]) AND box = 'sent' ORDER BY id`, [caseNumber, this.options.directory.successionOf(court)]);
    return stepsAfterPerformance(rows, { catalogue: this.options.catalogue, organisation: court, cause: causeOf(id) });
  }
}
