import type { Pool } from 'pg';
import { journalMigrations } from '@lianzhi/exchange';
import { createTestDatabase, testPool, type TestDatabase } from '../../../../test/support/test-database';
import { Conditions } from '../api/conditions';
import { coordinatorMigrations } from '../coordinator-migrations';
import { IndicatorCount } from './indicator-count';
import { readIndicators, type Period } from './indicators';

jest.setTimeout(60_000);

describe('the counts behind the indicators', () => {
  let database: TestDatabase;
  let pool: Pool;

  beforeAll(async () => {
    database = await createTestDatabase('indicators', [...journalMigrations, ...coordinatorMigrations]);
    pool = testPool(database.url);
  });

  afterAll(async () => {
    await pool.end();
    await database.drop();
  });

  beforeEach(() => pool.query('TRUNCATE tracked_request'));

  /** Submitted one an hour from 26 September, 00:30 in Shanghai. */
  const insert = (count: number): Promise<unknown> => pool.query(
    `INSERT INTO tracked_request (id, type, urgency, from_org, to_org, to_agency, thread, state, flags, lateness, record, turn, submitted_at, updated_at)
     SELECT uuidv7(), (ARRAY['locate-debtor', 'query-person'])[1 + i % 2], 'ordinary', 'court-' || i % 3, 'police-' || i % 2, CASE WHEN i % 5 > 0 THEN 'police' END, 't', 'submitted', '{}', 'in_time', '{}', 'police',
            '2025-09-26T00:30:00+08:00'::timestamptz + make_interval(hours => i), now() FROM generate_series(0, $1 - 1) i`, [count]);
  const some = `id IN (SELECT id FROM tracked_request ORDER BY random() LIMIT 7 FOR UPDATE SKIP LOCKED)`;
  const changes = [
    `state = 'delivered', delivered_at = submitted_at + interval '1 minute'`, `state = 'answered', delivered_at = coalesce(delivered_at, submitted_at), answered_at = submitted_at + random() * interval '90 hours', answered_in_time = random() < 0.5`,
    `flags = '{overdue,escalated}', lateness = 'overdue'`, `state = 'closed', ended_at = now()`, `lateness = 'in_time'`, `to_agency = NULL`,
  ];
  const instants = ['2025-09-26T00:00:00+08:00', '2025-09-27T00:00:00+08:00', '2025-09-27T09:45:00+08:00', '2025-09-27T20:00:00+08:00', '2025-09-29T00:00:00+08:00', '2025-09-30T13:00:00+08:00'].map((text) => new Date(text));
  const periods: Period[] = [undefined, ...instants].flatMap((from) => [undefined, ...instants].map((to) => ({ from, to }))).filter(({ from, to }) => !from || !to || from < to);

  async function agree(...conditions: string[]): Promise<void> {
    for (const period of periods) {
      const where = new Conditions();
      conditions.forEach((condition) => where.add(condition));
      const [counted, read] = [await readIndicators(pool, where, period, true), await readIndicators(pool, where, period, false)];
      expect({ period, ...counted }).toEqual({ period, ...read });
    }
  }

  it('say of every period what its requests say, while many write and several add up', async () => {
    const counts = [new IndicatorCount(pool, () => undefined), new IndicatorCount(pool, () => undefined)];
    await insert(120);
    await agree();
    const writers = Array.from({ length: 3 }, async (_, writer) => {
      for (let round = 0; round < 24; round += 1) {
        await pool.query(round % 8 === 7 ? `DELETE FROM tracked_request WHERE ${some}` : `UPDATE tracked_request SET ${changes[(round + writer) % changes.length]} WHERE ${some}`);
        if (round % 6 === 5) await insert(10);
      }
    });
    const adding = counts.map(async (count) => { for (let round = 0; round < 30; round += 1) await count.addUp(); });
    await Promise.all([...writers, ...adding]);
    await agree();
    await counts[0]!.addUp();
    await agree();
    await agree(`from_org = 'court-1'`, `type = 'query-person'`);
    expect((await pool.query('SELECT FROM indicator_change')).rowCount).toBe(0);
  });

  it('have the median in the class of times that it lies in', async () => {
    await insert(5);
    await pool.query(`UPDATE tracked_request SET state = 'answered', delivered_at = submitted_at, answered_at = submitted_at + (extract(epoch FROM submitted_at)::bigint / 3600 % 5 + 1) * interval '10 hours', answered_in_time = true`);
    // What nobody has answered yet took no time: it does not count.
    await insert(7);
    const { medianAnswerSeconds, averageAnswerSeconds, answered } = await readIndicators(pool, new Conditions(), { from: undefined, to: undefined }, true);
    expect([answered, medianAnswerSeconds, averageAnswerSeconds]).toEqual([5, 30 * 3_600, 30 * 3_600]);
  });
});
