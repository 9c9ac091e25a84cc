import type { Pool } from 'pg';

/** How long a replica counts as alive after its last sign, and how long it may hold shards, by the database's clock. */
const aliveSeconds = 8;
export const leaseMs = aliveSeconds * 1000;

/**
 * Which replicas of this service are alive, and which shards this one may relay. Leases run on the database's clock, so
 * replicas need not agree on the time. A stalled holder may still publish late: order rests on the receiver, not on this.
 */
export class Replicas {
  private alive = 1;
  /** Taken and not given back. What is not known here, since its confirmation was lost, falls free by time. */
  private readonly taken = new Set<string>();

  constructor(private readonly pool: Pool, private readonly id: string) {}

  /** Others are alive: what they commit has to be found by polling. */
  get alone(): boolean {
    return this.alive <= 1;
  }

  /** Says that this replica lives and takes, of the given leases, its share that nobody else holds. Returns the names now held. */
  async renew(names: readonly string[]): Promise<Set<string>> {
    const { rows: live } = await this.pool.query<{ id: string }>({
      name: 'replica-alive',
      text: `WITH me AS (INSERT INTO replica (id, seen_at) VALUES ($1, clock_timestamp())
                         ON CONFLICT (id) DO UPDATE SET seen_at = excluded.seen_at RETURNING id),
                  gone AS (DELETE FROM replica WHERE seen_at < clock_timestamp() - interval '1 hour')
             SELECT id FROM me UNION SELECT id FROM replica WHERE seen_at > clock_timestamp() - make_interval(secs => ${aliveSeconds}) ORDER BY id`,
      values: [this.id],
    });
    this.alive = live.length;
    const mine = live.findIndex(({ id }) => id === this.id);
    const share = names.filter((_name, index) => index % live.length === mine);
    await this.giveBack(names.filter((name) => !share.includes(name) && this.taken.has(name)));
    const { rows } = await this.pool.query<{ name: string }>({
      name: 'lease-take',
      text: `INSERT INTO lease AS l (name, holder, until)
             SELECT name, $1, clock_timestamp() + make_interval(secs => ${aliveSeconds}) FROM unnest($2::text[]) name ORDER BY name
             ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until = excluded.until
             WHERE l.holder IS NULL OR l.holder = excluded.holder OR l.until < clock_timestamp() RETURNING name`,
      values: [this.id, share],
    });
    const held = new Set(rows.map(({ name }) => name));
    for (const name of held) this.taken.add(name);
    return held;
  }

  private async giveBack(names: readonly string[]): Promise<void> {
    if (names.length === 0) return;
    await this.pool.query(`UPDATE lease SET holder = NULL, until = '-infinity' WHERE holder = $1 AND name = ANY($2::text[])`, [this.id, names]);
    for (const name of names) this.taken.delete(name);
  }

  /** Gives everything back at an orderly stop, so that another replica goes on at once. */
  async leave(): Promise<void> {
    await this.pool.query(`UPDATE lease SET holder = NULL, until = '-infinity' WHERE holder = $1`, [this.id]);
    await this.pool.query('DELETE FROM replica WHERE id = $1', [this.id]);
  }
}
