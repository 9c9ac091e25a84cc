import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from 'pg';
import { journalMigrations, MemoryBroker, MemoryBus } from '@lianzhi/exchange';
import type { BusinessClock } from '@lianzhi/platform';
import { createTestDatabase, testPool, type TestDatabase } from '../../../../test/support/test-database';
import { coordinatorMigrations } from '../coordinator-migrations';
import { testInstallation } from '../testing/fake-desks';
import { runTestCoordinator } from '../testing/running-coordinator';

const court = 'court-140108';
const police = 'police-140108';
const begin = Date.parse('2025-09-26T15:00:00+08:00');
const MINUTE_MS = 60_000;

/** Real time as one machine has it: nobody says that it is off. */
const machineClock = (now: () => number): BusinessClock => ({ local: false, read: () => ({ now: new Date(now()), offsetMs: 0 }), now: () => new Date(now()), offsetMs: () => 0 });

describe('a coordinator whose own clock is ten minutes ahead', () => {
  let database: TestDatabase;
  let pool: Pool;
  beforeAll(async () => {
    database = await createTestDatabase('clock_ahead', [...journalMigrations, ...coordinatorMigrations]);
    pool = testPool(database.url);
  });
  afterAll(async () => {
    await pool.end();
    await database.drop();
  });

  it('calls nothing that the desk can still do in time, and calls what it did not', async () => {
    let minutes = 0;
    const now = (): number => begin + minutes * MINUTE_MS;
    const broker = new MemoryBroker({ autoCreatePartitions: 2, now });
    const installation = await testInstallation(new MemoryBus(broker), machineClock(now));
    const errors: unknown[] = [];
    const { coordinator, stop } = await runTestCoordinator({ pool, broker, clock: machineClock(() => now() + 10 * MINUTE_MS), installation, onError: (where, error) => errors.push([where, error]) });
    const calls = async ({ id }: { id: string }): Promise<string[]> =>
      (await pool.query<{ what: string }>(`SELECT obligation || ' ' || step AS what FROM call WHERE request_id = $1 ORDER BY recorded_at, step`, [id])).rows.map(({ what }) => what);
    const until = async (done: () => Promise<boolean>): Promise<void> => { while (errors.length === 0 && !(await done())) await sleep(50); };
    const { desks } = installation;
    try {
      const [prompt, forgotten] = [await desks.submit(court, police), await desks.submit(court, police)];
      // By its own clock delivery (1 h) has been late for a while.
      minutes = 58;
      await until(async () => (await calls(forgotten)).length > 0);
      expect(await calls(forgotten)).toEqual(['deliver warning-80']);
      await sleep(2_000);
      await desks.send(prompt, police, 'taken', { of: 1 });
      minutes = 62;
      await until(async () => (await calls(forgotten)).includes('deliver breach'));
      expect(await calls(prompt)).toEqual(['deliver warning-80']);
      expect(await coordinator.readiness.lag(coordinator.exchange.lanes.reads)).toBe(0);
    } finally {
      await stop();
    }
    expect(errors).toEqual([]);
  }, 60_000);
});
