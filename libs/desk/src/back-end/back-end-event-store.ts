import type { Pool, PoolClient } from 'pg';
import { uuidv7, type DataCipher } from '@lianzhi/platform';

/** What the system behind the desk tells by itself. `reference`: of the order that it is about. */
export interface BackEndEvent { kind: string; reference: string }

/** An event to act on. `messageId` was drawn when it was stored: whoever acts again after a crash acts under the same id. */
export interface DueEvent<E extends BackEndEvent> { position: string; messageId: string; attempt: number; event: E }

/** How long a replica may work on an event before another may take it, seconds of system time. */
const holdSeconds = 60;

/** What the system behind the desk told, kept until it is passed on. */
export class BackEndEventStore<E extends BackEndEvent> {
  /** @param table made by `backEndEventMigration`; never from outside */
  constructor(private readonly pool: Pool, private readonly cipher: DataCipher, private readonly table: string) {}

  async lastPosition(): Promise<number> {
    const { rows } = await this.pool.query<{ last: string }>({ name: 'back-end-event-last', text: `SELECT coalesce(max(position), 0) AS last FROM ${this.table}` });
    return Number(rows[0]!.last);
  }

  /** What is known already stays as it is. */
  async add(events: readonly (E & { position: number })[]): Promise<void> {
    if (events.length === 0) return;
    await this.pool.query(
      `INSERT INTO ${this.table} (position, reference, content, message_id) SELECT * FROM unnest($1::bigint[], $2::text[], $3::bytea[], $4::uuid[]) ON CONFLICT DO NOTHING`,
      [events.map(({ position }) => position), events.map(({ reference }) => reference),
        events.map(({ position, ...event }) => this.cipher.encrypt(JSON.stringify(event), this.contextOf(position))), events.map(() => uuidv7())]);
  }

  /** Those of one reference stay in order: the later one waits for the earlier. */
  async claim(limit: number): Promise<DueEvent<E>[]> {
    const { rows } = await this.pool.query<{ position: string; message_id: string; attempt: number; content: Buffer }>({
      name: 'back-end-event-claim',
      text: `UPDATE ${this.table} SET run_at = clock_timestamp() + make_interval(secs => ${holdSeconds}), attempt = attempt + 1 WHERE position = ANY(ARRAY(
               SELECT position FROM ${this.table} due WHERE done_at IS NULL AND run_at <= clock_timestamp()
                 AND NOT EXISTS (SELECT FROM ${this.table} earlier WHERE earlier.reference = due.reference AND earlier.done_at IS NULL AND earlier.position < due.position)
               ORDER BY position LIMIT $1 FOR UPDATE SKIP LOCKED))
             RETURNING position, message_id, attempt, content`,
      values: [limit],
    });
    return rows.map(({ position, message_id: messageId, attempt, content }) =>
      ({ position, messageId, attempt, event: JSON.parse(this.cipher.decryptText(content, this.contextOf(position))) as E }));
  }

  async retry(position: string, afterMs: number): Promise<void> {
    await this.pool.query(`UPDATE ${this.table} SET run_at = clock_timestamp() + make_interval(secs => $2) WHERE position = $1`, [position, afterMs / 1000]);
  }

  /** @param reason why it could not be passed on: no personal data in it */
  async end(position: string, reason: string | null, db: Pool | PoolClient = this.pool): Promise<void> {
    await db.query(`UPDATE ${this.table} SET done_at = clock_timestamp(), left_reason = $2 WHERE position = $1`, [position, reason]);
  }

  /** WARNING: part of the encryption; another text makes stored events unreadable. */
  private contextOf(position: number | string): string {
    return `${this.table.replaceAll('_', ' ')} ${position}`;
  }
}
