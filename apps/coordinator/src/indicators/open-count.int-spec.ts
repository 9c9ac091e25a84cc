import type { Pool } from 'pg';
import { catalogue, defaultCalendar } from '@lianzhi/contracts';
import { journalMigrations } from '@lianzhi/exchange';
import { createTestDatabase, testPool, type TestDatabase } from '../../../../test/support/test-database';
import { Conditions } from '../api/conditions';
import { coordinatorMigrations } from '../coordinator-migrations';
import { readBoard } from './board';
import { readDays } from './days';
import { OpenCount } from './open-count';

jest.setTimeout(60_000);

describe('the counts behind the board', () => {
  let database: TestDatabase;
  let pool: Pool;

  beforeAll(async () => {
    database = await createTestDatabase('open_count', [...journalMigrations, ...coordinatorMigrations]);
    pool = testPool(database.url);
  });

  afterAll(async () => {
    await pool.end();
    await database.drop();
  });

  beforeEach(() => pool.query('TRUNCATE tracked_request'));

  const insert = (count: number): Promise<unknown> => pool.query(
    `INSERT INTO tracked_request (id, type, urgency, from_org, to_org, to_agency, thread, state, flags, lateness, record, turn, turn_agency, updated_at)
     SELECT uuidv7(), (ARRAY['locate-debtor', 'query-person'])[1 + i % 2], 'ordinary', 'court-' || i % 3, 'police-' || i % 2, CASE WHEN i % 5 > 0 THEN 'police' END, 't', 'delivered', '{}',
            (ARRAY['in_time', 'at_risk', 'overdue'])[1 + i % 3], '{}', 'police-' || i % 2, CASE WHEN i % 4 > 0 THEN 'police' END, now() FROM generate_series(1, $1) i`, [count]);
  const some = `id IN (SELECT id FROM tracked_request ORDER BY random() LIMIT 5 FOR UPDATE SKIP LOCKED)`;
  const boards = async (...conditions: string[]) => {
    const where = new Conditions();
    conditions.forEach((condition) => where.add(condition));
    return Promise.all([true, false].map((counted) => readBoard(pool, where, catalogue, counted)));
  };
  const agree = async (...conditions: string[]): Promise<void> => {
    const [counted, read] = await boards(...conditions);
    expect(counted).toEqual(read);
  };

  it('say at every moment what the requests say, while many write and several add up', async () => {
    const counts = [new OpenCount(pool, () => undefined), new OpenCount(pool, () => undefined)];
    await insert(40);
    await agree();
    const writers = Array.from({ length: 3 }, async (_, writer) => {
      for (let round = 0; round < 25; round += 1) {
        const change = ["state = 'accepted'", "lateness = 'overdue'", "turn = from_org, turn_agency = 'court'", 'ended_at = now()', 'ended_at = NULL', 'to_agency = NULL'][(round + writer) % 6]!;
        await (round % 8 === 7 ? pool.query(`DELETE FROM tracked_request WHERE ${some}`) : pool.query(`UPDATE tracked_request SET ${change} WHERE ${some}`));
        if (round % 6 === 5) await insert(3);
      }
    });
    const adding = counts.map(async (count) => { for (let round = 0; round < 30; round += 1) await count.addUp(); });
    await Promise.all([...writers, ...adding]);
    await agree();
    for (const count of counts) await count.addUp();
    await agree();
    await agree(`lateness = 'overdue'`, `from_org = 'court-1'`);
    const { rows: [rest] } = await pool.query<{ fresh: number; empty: number }>('SELECT count(*) FILTER (WHERE NOT added_up)::int AS fresh, count(*) FILTER (WHERE n = 0)::int AS empty FROM open_count');
    expect(rest).toEqual({ fresh: 0, empty: 0 });
  });

  it('have one row for each combination once they are added up', async () => {
    const count = new OpenCount(pool, () => undefined);
    for (let round = 0; round < 3; round += 1) {
      await insert(30);
      await count.addUp();
    }
    const { rows: [row] } = await pool.query<{ rows: number; sum: number; keys: number }>(
      `SELECT count(*)::int AS rows, sum(n)::int AS sum, count(DISTINCT (type, state, lateness, from_org, to_org, to_agency, turn, turn_agency))::int AS keys FROM open_count`);
    expect([row!.sum, row!.rows]).toEqual([90, row!.keys]);
  });

  describe('by day', () => {
    const days = async (...conditions: string[]) => {
      const where = new Conditions();
      conditions.forEach((condition) => where.add(condition));
      return readDays(pool, where, { today: '2025-10-03', count: 4, calendar: defaultCalendar, catalogue });
    };
    const at = (day: number): string => `updated_at = '2025-10-0${day}T10:00:00+08:00'`;
    const change = (day: number, what: string, which: string): Promise<unknown> => pool.query(`UPDATE tracked_request SET ${at(day)}, ${what} WHERE from_org = '${which}'`);

    it('tell how it was at the end of each, before and after they are added up', async () => {
      // As on 30 September: three of each court, all in time.
      await pool.query(`INSERT INTO tracked_request (id, type, urgency, from_org, to_org, to_agency, thread, state, flags, lateness, record, turn, turn_agency, updated_at)
        SELECT uuidv7(), 'locate-debtor', 'ordinary', 'court-' || i % 3, 'police-1', CASE WHEN i % 3 > 0 THEN 'police' END, 't', 'delivered', '{}', 'in_time', '{}', 'police-1', 'police', '2025-09-30T10:00:00+08:00' FROM generate_series(1, 9) i`);
      await change(1, `lateness = 'overdue'`, 'court-0');
      await change(1, `lateness = 'at_risk'`, 'court-1');
      const count = new OpenCount(pool, () => undefined);
      await count.addUp();
      await change(2, `lateness = 'overdue'`, 'court-1');
      await change(2, `state = 'answered', answered_at = now(), answered_in_time = true, lateness = 'in_time'`, 'court-2');
      await change(3, `state = 'closed', ended_at = now()`, 'court-2');
      await change(3, `state = 'answered', answered_at = now(), answered_in_time = false, lateness = 'in_time'`, 'court-0');
      const expected = {
        days: [['2025-09-30', 9, 0, 0, 0, 0], ['2025-10-01', 9, 3, 3, 0, 0], ['2025-10-02', 9, 0, 6, 3, 3], ['2025-10-03', 6, 0, 3, 3, 0]],
        byAgency: [[null, [0, 3, 3, 0]], ['police', [0, 0, 3, 3]]],
      };
      const seen = async () => {
        const found = await days();
        return { days: found.days.map(({ day, open, atRisk, overdue, answered, answeredInTime }) => [day, open, atRisk, overdue, answered, answeredInTime]), byAgency: found.byAgency.map(({ agency, overdue }) => [agency, overdue]) };
      };
      expect(await seen()).toEqual(expected);
      await count.addUp();
      expect(await seen()).toEqual(expected);
      expect((await days(`from_org = 'court-0'`)).days.map(({ open, overdue }) => [open, overdue])).toEqual([[3, 0], [3, 3], [3, 3], [3, 0]]);
    });

    it('show no day of which it is not known what changed on it', async () => {
      await pool.query(`INSERT INTO day_count_from VALUES ('2025-10-02')`);
      expect((await days()).days.map(({ day }) => day)).toEqual(['2025-10-02', '2025-10-03']);
      await pool.query('TRUNCATE day_count_from');
    });
  });
});
