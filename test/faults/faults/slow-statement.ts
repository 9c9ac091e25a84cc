import { setTimeout as sleep } from 'node:timers/promises';
import type { FaultWorld } from '../world/fault-world';

export interface Place {
  /** Condition of a trigger on the table `journal`. */
  when: string;
  /** `AT COMMIT`: everything is written, the commit is not through. */
  timing: 'BEFORE UPDATE' | 'AFTER INSERT' | 'AT COMMIT';
  /** It is held up for a moment and then goes through, whoever has died meanwhile; else it is given up. */
  goesOn?: true;
}

const holdSeconds = 20;
const briefSeconds = 4;
const patienceMs = 30_000;

const events = { 'BEFORE UPDATE': 'UPDATE', 'AFTER INSERT': 'INSERT', 'AT COMMIT': 'INSERT' } as const;

/**
 * Makes the service's database hold up whatever reaches that place, waits until something does, and strikes then. The product
 * has no hook for it: a trigger that sleeps is put on its table and taken away. Returns how many transactions were there.
 */
export async function whileSlow(world: FaultWorld, service: string, { when, timing, goesOn }: Place, provoke: () => Promise<void>, strike: () => Promise<unknown>): Promise<number> {
  const db = world.database(service);
  const constraint = timing === 'AT COMMIT';
  await db.query(`CREATE OR REPLACE FUNCTION fault_hold() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    -- Once in a transaction, whatever the number of its rows.
    IF current_setting('fault.held', true) IS DISTINCT FROM 'yes' THEN PERFORM set_config('fault.held', 'yes', true), pg_sleep(${goesOn ? briefSeconds : holdSeconds}); END IF;
    RETURN NEW; END $$`);
  await db.query(`CREATE ${constraint ? 'CONSTRAINT' : ''} TRIGGER fault_hold ${constraint ? 'AFTER' : timing.split(' ')[0]} ${events[timing]} ON journal
    ${constraint ? 'DEFERRABLE INITIALLY DEFERRED' : ''} FOR EACH ROW WHEN (${when}) EXECUTE FUNCTION fault_hold()`);
  let caught = 0;
  const provoked = provoke().catch(() => undefined);
  try {
    for (const deadline = performance.now() + patienceMs; caught === 0 && performance.now() < deadline; await sleep(50)) {
      const { rows: [row] } = await db.query<{ n: number }>(`SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep'`);
      caught = row!.n;
    }
    await strike();
  } finally {
    await released(world, service, goesOn);
  }
  await provoked;
  return caught;
}

/** Also when the server is only just back. */
async function released(world: FaultWorld, service: string, goesOn?: true): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      if (!goesOn) await world.database(service).query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep'`);
      // Waits for transactions that have written to the table.
      await world.database(service).query('DROP TRIGGER IF EXISTS fault_hold ON journal');
      return;
    } catch (error) {
      if (attempt === 50) throw error;
      await sleep(200);
    }
  }
}
