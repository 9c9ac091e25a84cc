import type { Pool } from 'pg';
import { toShanghaiIso } from '@lianzhi/contracts';
import type { DeskRequest, Handler } from '../requests/desk-request';
import { fromRow, type RequestRow } from '../requests/request-rows';

/** A person of an organisation, as the identity provider names them. */
export interface Colleague { user: string; name: string }

type Which = Pick<DeskRequest, 'id' | 'box'>;

/** Who has which request in hand 经办: claimed by oneself or assigned by a colleague. Never two at once, whatever the number of replicas. */
export class HandlerStore {
  constructor(private readonly pool: Pool) {}

  /** Undefined when another has it. @param now business time, ms */
  claim(request: Which, { user, name }: Colleague, now: number): Promise<DeskRequest | undefined> {
    return this.one(`UPDATE request SET handler = $3, handler_name = $4, handled_since = CASE WHEN handler = $3 THEN handled_since ELSE $5 END, handler_changed_at = clock_timestamp()
                     WHERE id = $1 AND box = $2 AND (handler IS NULL OR handler = $3) RETURNING *`, [request.id, request.box, user, name, new Date(now)]);
  }

  /** Whoever had it before. */
  async assign(request: Which, { user, name }: Colleague, now: number): Promise<DeskRequest> {
    return (await this.one('UPDATE request SET handler = $3, handler_name = $4, handled_since = $5, handler_changed_at = clock_timestamp() WHERE id = $1 AND box = $2 RETURNING *', [request.id, request.box, user, name, new Date(now)]))!;
  }

  /** Undefined when another has it. */
  release(request: Which, user: string): Promise<DeskRequest | undefined> {
    return this.one(`UPDATE request SET handler = NULL, handler_name = NULL, handled_since = NULL, handler_changed_at = clock_timestamp()
                     WHERE id = $1 AND box = $2 AND (handler IS NULL OR handler = $3) RETURNING *`, [request.id, request.box, user]);
  }

  async find(request: Which): Promise<Handler | null> {
    return (await this.one('SELECT * FROM request WHERE id = $1 AND box = $2', [request.id, request.box]))?.handler ?? null;
  }

  /** Requests of which the handler changed in the last seconds (system time). */
  async recent(seconds: number): Promise<{ organisation: string; request: string; at: string }[]> {
    const { rows } = await this.pool.query<{ organisation: string; id: string; at: Date }>({
      name: 'handler-recent', values: [seconds],
      text: `SELECT CASE box WHEN 'sent' THEN from_org ELSE to_org END AS organisation, id, handler_changed_at AS at FROM request
             WHERE handler_changed_at > clock_timestamp() - make_interval(secs => $1) ORDER BY handler_changed_at LIMIT 1000`,
    });
    return rows.map(({ organisation, id, at }) => ({ organisation, request: id, at: toShanghaiIso(at) }));
  }

  /** Notes that the person works here: only such a one can be given anything. */
  async seen(organisation: string, { user, name }: Colleague): Promise<void> {
    await this.pool.query({
      name: 'colleague-seen', values: [organisation, user, name],
      text: 'INSERT INTO colleague (organisation, user_name, name) VALUES ($1, $2, $3) ON CONFLICT (organisation, user_name) DO UPDATE SET name = excluded.name, seen_at = clock_timestamp()',
    });
  }

  async colleagues(organisation: string): Promise<Colleague[]> {
    const { rows } = await this.pool.query<{ user_name: string; name: string }>({
      name: 'colleague-list', values: [organisation], text: 'SELECT user_name, name FROM colleague WHERE organisation = $1 ORDER BY name, user_name LIMIT 1000',
    });
    return rows.map(({ user_name: user, name }) => ({ user, name }));
  }

  private async one(text: string, values: unknown[]): Promise<DeskRequest | undefined> {
    const { rows: [row] } = await this.pool.query<RequestRow>(text, values);
    return row && fromRow(row);
  }
}
