import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import { uuidv7, type DataCipher } from '@lianzhi/platform';

/** What a key belongs to (design §4): one client's calls of one method and path. */
export interface IdempotencyScope { client: string; method: string; path: string; key: string }

/** The right to run a call. `effectId` stays the same when another run takes over, so that both cannot do a thing twice. */
export interface Run { effectId: string; run: string }

export type Claim =
  | ({ kind: 'run' } & Run)
  /** The recorded body of the answer. */
  | { kind: 'answered'; body: unknown }
  | { kind: 'other-body' }
  /** Begun and not finished; the caller asks whether the effect is there already. */
  | ({ kind: 'running' } & Run);

/**
 * A run that has not finished after so long is taken to have crashed. System time. Short, because a caller whose call was cut off waits for it;
 * one that is only slow does no harm, since both go by one effect id.
 */
export const crashedAfterSeconds = 10;

interface Row { body_hash: Buffer; effect_id: string; run: string; finished: boolean; answer: Buffer | null }

/** Answers of calls with an `Idempotency-Key`, robust against a crash between the effect and its answer. */
export class IdempotencyStore {
  constructor(private readonly pool: Pool, private readonly cipher: DataCipher) {}

  /** The right to run, or what is known of the call. */
  async claim(scope: IdempotencyScope, bodyHash: Buffer): Promise<Claim> {
    const own: Run = { effectId: uuidv7(), run: randomUUID() };
    const { rowCount } = await this.pool.query(
      `INSERT INTO idempotent_call (client, method, path, key, body_hash, effect_id, run) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING`,
      [...keyOf(scope), bodyHash, own.effectId, own.run]);
    if (rowCount === 1) return { kind: 'run', ...own };
    const { rows: [row] } = await this.pool.query<Row>(
      `SELECT body_hash, effect_id, run, finished_at IS NOT NULL AS finished, answer FROM idempotent_call WHERE ${where}`, keyOf(scope));
    // Released between the two statements: begin again.
    if (!row) return this.claim(scope, bodyHash);
    if (!row.body_hash.equals(bodyHash)) return { kind: 'other-body' };
    if (!row.finished) return { kind: 'running', effectId: row.effect_id, run: row.run };
    return { kind: 'answered', body: row.answer === null ? undefined : JSON.parse(this.cipher.decryptText(row.answer, contextOf(scope))) };
  }

  /** Takes a call over whose run has crashed, under the same effect id. Undefined while it may still be running. */
  async takeOver(scope: IdempotencyScope, { run, effectId }: Run): Promise<Run | undefined> {
    const next = randomUUID();
    const { rowCount } = await this.pool.query(
      `UPDATE idempotent_call SET run = $6, started_at = clock_timestamp()
       WHERE ${where} AND run = $5 AND finished_at IS NULL AND started_at < clock_timestamp() - make_interval(secs => ${crashedAfterSeconds})`,
      [...keyOf(scope), run, next]);
    return rowCount === 1 ? { effectId, run: next } : undefined;
  }

  /** Records the answer, whichever run gave it: the effect is the same one. */
  async finish(scope: IdempotencyScope, body: unknown): Promise<void> {
    const answer = body === undefined ? null : this.cipher.encrypt(JSON.stringify(body), contextOf(scope));
    await this.pool.query(`UPDATE idempotent_call SET finished_at = clock_timestamp(), answer = $5 WHERE ${where} AND finished_at IS NULL`, [...keyOf(scope), answer]);
  }

  /** The call was refused and did nothing: its key is free again. */
  async forget(scope: IdempotencyScope, { run }: Run): Promise<void> {
    await this.pool.query(`DELETE FROM idempotent_call WHERE ${where} AND run = $5 AND finished_at IS NULL`, [...keyOf(scope), run]);
  }

  /** Nobody knows whether it did anything: the next call looks, and may take over at once. */
  async release(scope: IdempotencyScope, { run }: Run): Promise<void> {
    await this.pool.query(`UPDATE idempotent_call SET started_at = '-infinity' WHERE ${where} AND run = $5 AND finished_at IS NULL`, [...keyOf(scope), run]);
  }
}

const where = 'client = $1 AND method = $2 AND path = $3 AND key = $4';
const keyOf = ({ client, method, path, key }: IdempotencyScope): string[] => [client, method, path, key];
const contextOf = (scope: IdempotencyScope): string => keyOf(scope).join('\n');
