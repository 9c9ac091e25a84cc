import type { Client } from 'pg';
import { indicatorFigures, indicatorKey, perRequest, sumsOf } from '../../apps/coordinator/src/indicators/indicator-columns';

/** Tables that a tracked request fills. */
const tables = ['tracked_request', 'obligation', 'next_call'] as const;
type Table = (typeof tables)[number];
const idOf: Record<Table, string> = { tracked_request: 'id', obligation: 'request_id', next_call: 'request_id' };
const chunk = 100_000;

interface Organisation { code: string; region: string }

/**
 * Fills the coordinator's tables with copies of one request that was sent for real, between all courts and all police of the directory: a
 * million requests sent for real would take an hour here. Indexes are made afterwards and counts summed once, as a restore does.
 */
export class ManyRequests {
  private prepared = false;

  /** @param db of the coordinator's database */
  constructor(private readonly db: Client, private readonly ends: { from: readonly Organisation[]; to: readonly Organisation[] }) {}

  /** Keeps the request as the model of all copies. */
  async keepModel(id: string): Promise<void> {
    for (const table of tables) await this.db.query(`CREATE TEMPORARY TABLE model_${table} AS SELECT * FROM ${table} WHERE ${idOf[table]} = '${id}'`);
    await this.db.query(`CREATE TEMPORARY TABLE model_ends AS SELECT row_number() OVER () - 1 AS n, f.code AS from_org, f.region AS from_region, t.code AS to_org, t.region AS to_region
      FROM jsonb_to_recordset($1::jsonb) AS f(code text, region text), jsonb_to_recordset($2::jsonb) AS t(code text, region text)`.replace('$1', quoted(this.ends.from)).replace('$2', quoted(this.ends.to)));
    await this.db.query('CREATE TEMPORARY TABLE copies (n bigint, id uuid)');
    // Triggers would add up a difference for each of many statements; the sums are made at the end.
    await this.db.query(`SET session_replication_role = replica; SET synchronous_commit = off; SET maintenance_work_mem = '256MB'; SET max_parallel_maintenance_workers = 1`);
    this.prepared = true;
  }

  /** So many open requests, and nothing else. Whatever was called before is forgotten. */
  async make(count: number): Promise<void> {
    if (!this.prepared) throw new Error('there is no model yet');
    await this.db.query(`TRUNCATE ${tables.join(', ')}, call, alert, open_count, day_count, indicator_count, indicator_change`);
    const indexes = await this.dropIndexes();
    const statements = await Promise.all(tables.map((table) => this.copyStatement(table)));
    for (let made = 0; made < count; made += chunk) {
      await this.db.query('TRUNCATE copies');
      await this.db.query('INSERT INTO copies SELECT n, uuidv7() FROM generate_series($1::bigint, $2::bigint) n', [made, Math.min(count, made + chunk) - 1]);
      for (const statement of statements) await this.db.query(statement);
    }
    for (const index of indexes) await this.db.query(index);
    for (const statement of sums) await this.db.query(statement);
    for (const table of [...tables, 'open_count', 'indicator_count']) await this.db.query(`VACUUM ANALYZE ${table}`);
    await this.db.query('CHECKPOINT');
  }

  /** Bytes on disk of each table, its indexes and long values included. */
  async bytes(): Promise<Record<Table, number>> {
    const { rows } = await this.db.query<{ name: Table; bytes: string }>(`SELECT name, pg_total_relation_size(name::regclass) AS bytes FROM unnest($1::text[]) name`, [tables]);
    return Object.fromEntries(rows.map(({ name, bytes }) => [name, Number(bytes)])) as Record<Table, number>;
  }

  private async dropIndexes(): Promise<string[]> {
    const { rows } = await this.db.query<{ name: string; definition: string }>(
      `SELECT indexname AS name, indexdef AS definition FROM pg_indexes WHERE schemaname = 'public' AND tablename = ANY($1::text[]) AND indexdef NOT LIKE 'CREATE UNIQUE%'`, [tables]);
    for (const { name } of rows) await this.db.query(`DROP INDEX ${name}`);
    return rows.map(({ definition }) => definition);
  }

  private async copyStatement(table: Table): Promise<string> {
    const { rows } = await this.db.query<{ name: string }>(
      `SELECT column_name AS name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = $1 AND is_generated = 'NEVER' ORDER BY ordinal_position`, [table]);
    const ends = new Map(['from_org', 'to_org', 'from_region', 'to_region'].map((name) => [name, `e.${name}`]));
    const others = new Map([[idOf[table], 'c.id'], ['thread', 'c.id::text'], ['turn', 'e.to_org'], ['turn_region', 'e.to_region'], ['owed_by', `CASE m.side WHEN 'requester' THEN e.from_org ELSE e.to_org END`]]);
    const values = rows.map(({ name }) => ends.get(name) ?? others.get(name) ?? `m.${name}`);
    return `INSERT INTO ${table} (${rows.map(({ name }) => name).join(', ')}) SELECT ${values.join(', ')} FROM copies c JOIN model_ends e ON e.n = c.n % (SELECT count(*) FROM model_ends), model_${table} m`;
  }
}

const quoted = (value: unknown): string => `'${JSON.stringify(value).replaceAll("'", "''")}'`;

const key = 'type, urgency, state, lateness, from_org, from_agency, from_region, to_org, to_agency, to_region, turn, turn_agency, turn_region';
/** As the migrations that made these tables do. */
const sums = [
  `INSERT INTO open_count (${key}, n, added_up) SELECT ${key}, count(*), true FROM tracked_request WHERE ended_at IS NULL GROUP BY ${key}`,
  `INSERT INTO indicator_count (${indicatorKey}, ${indicatorFigures.join(', ')}) SELECT ${indicatorKey}, ${sumsOf(indicatorFigures)} FROM (${perRequest('tracked_request')}) r GROUP BY ${indicatorKey}`,
];
