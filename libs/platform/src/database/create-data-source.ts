import type { Pool } from 'pg';
import { DataSource } from 'typeorm';
import type { DataSourceOptions, EntityTarget, ObjectLiteral } from 'typeorm';

export interface DatabaseOptions {
  databaseUrl: string;
  /** Shown in `pg_stat_activity`. */
  agency: string;
  /** Connections of this process; TypeORM and plain SQL share them. */
  poolSize?: number;
}

/** A query that takes longer than this is a fault, and holds up everything behind it. */
const STATEMENT_TIMEOUT_MS = 30_000;

/**
 * Statements are prepared once per connection, often while a table is still empty; such a plan must not scan the table for the rest of
 * the day. Every statement of the services has its index. Compiling plans would cost more than running them.
 */
const PLANS = '-c enable_seqscan=off -c jit=off';

/** The service's database. The schema comes from migrations, never from the entities. */
export function createDataSource({ databaseUrl, agency, poolSize = 12 }: DatabaseOptions, entities: readonly EntityTarget<ObjectLiteral>[] = []): DataSource {
  return new DataSource({
    type: 'postgres',
    url: databaseUrl,
    applicationName: `lianzhi-${agency}`,
    entities: [...entities] as DataSourceOptions['entities'] & [],
    synchronize: false,
    logging: false,
    poolSize,
    connectTimeoutMS: 10_000,
    extra: {
      idleTimeoutMillis: 60_000,
      keepAlive: true,
      // Statements that do not wait for one another go out together (decision 029).
      pipeline: true,
      statement_timeout: STATEMENT_TIMEOUT_MS,
      lock_timeout: 15_000,
      idle_in_transaction_session_timeout: 60_000,
      options: PLANS,
    },
  });
}

/** The pool under an initialised data source, for plain SQL on the same connections. */
export function poolOf(dataSource: DataSource): Pool {
  return (dataSource.driver as unknown as { master: Pool }).master;
}
