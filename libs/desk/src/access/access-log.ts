import type { Pool } from 'pg';
import { GatheredCalls, type Caller } from '@lianzhi/platform';

export interface Access {
  caller: Caller;
  kind: 'request' | 'document' | 'alert' | 'draft' | 'case' | 'thread' | 'batch' | 'measure';
  /** Id of what was asked for; of a case its number. */
  target: string;
  /** What the caller wanted: `read`, `timeline`, the path of a move. */
  action: string;
  allowed: boolean;
}

/** Records access (domain.md §7). Calls that arrive together share one insert; each waits until its own record is stored. */
export class AccessLog {
  private readonly inserts = new GatheredCalls<Access, void>((records) => this.insert(records));

  constructor(private readonly pool: Pool) {}

  record(access: Access): Promise<void> {
    return this.inserts.call(access);
  }

  private async insert(records: readonly Access[]): Promise<void[]> {
    await this.pool.query({
      name: 'access-record',
      text: `INSERT INTO access_record (organisation, client, user_name, kind, target, action, allowed)
             SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::boolean[])`,
      values: [
        records.map(({ caller }) => caller.organisation), records.map(({ caller }) => caller.client), records.map(({ caller }) => caller.user ?? null),
        records.map(({ kind }) => kind), records.map(({ target }) => target), records.map(({ action }) => action), records.map(({ allowed }) => allowed),
      ],
    });
    return [];
  }
}
