import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'pg';
import { calendarRecord, journalMigrations, MemoryBroker, MemoryBus } from '@lianzhi/exchange';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database';
import type { Coordinator } from './coordinator';
import { coordinatorMigrations } from './coordinator-migrations';
import { viewRequest } from './tracking/request-view';
import { loadTracked } from './tracking/tracked-requests';
import { told, testInstallation, type TestInstallation, type TestRequest } from './testing/fake-desks';
import { MovableClock } from './testing/movable-clock';
import { runTestCoordinator, untilSettled, type RunningTestCoordinator } from './testing/running-coordinator';

jest.setTimeout(60_000);

const court = 'court-140108';
const police = 'police-140108';

describe('Coordinator', () => {
  let database: TestDatabase;
  let pool: Pool;
  let broker: MemoryBroker;
  let clock: MovableClock;
  let installation: TestInstallation;
  let running: RunningTestCoordinator[];
  let last: Coordinator | undefined;
  const errors: unknown[] = [];

  beforeAll(async () => {
    database = await createTestDatabase('coordinator', [...journalMigrations, ...coordinatorMigrations]);
    pool = new Pool({ connectionString: database.url, max: 10, pipeline: true });
    pool.on('error', () => undefined);
  });

  beforeEach(async () => {
    await pool.query('TRUNCATE journal, lane_position, dead_letter, seal, tracked_request, obligation, next_call, call, alert RESTART IDENTITY CASCADE');
    broker = new MemoryBroker({ autoCreatePartitions: 2 });
    clock = new MovableClock('2025-09-26T15:00:00+08:00');
    installation = await testInstallation(new MemoryBus(broker), clock);
    running = [];
    errors.length = 0;
  });

  afterEach(async () => {
    await Promise.all(running.map(({ stop }) => stop()));
    expect(errors).toEqual([]);
    expect(await stored()).toEqual(await computed());
  });

  const byKey = <T>(rows: T[]): T[] => rows.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));

  /** What the rows say, whoever wrote them last: a message that came or a call. */
  async function stored() {
    const { rows } = await pool.query(
      `SELECT o.request_id AS id, name, round, o.state, next_step AS next, t.flags, t.lateness, n.at FROM obligation o JOIN tracked_request t ON t.id = o.request_id JOIN next_call n ON n.request_id = t.id
       WHERE (o.request_id, o.name, o.round) IN (SELECT request_id, name, max(round) FROM obligation GROUP BY 1, 2)`);
    return byKey(rows);
  }

  /** The same, computed from the record and the calls of each. */
  async function computed() {
    const { rows: ids } = await pool.query<{ id: string }>('SELECT id FROM tracked_request');
    const contexts = last?.contexts;
    const tracked = contexts ? [...(await loadTracked(pool, ids.map(({ id }) => id))).values()] : [];
    return byKey(tracked.flatMap((one) => {
      const { obligations, flags, lateness } = viewRequest(one, contexts!.get(one));
      const next = Math.min(...obligations.map((obligation) => obligation.next?.at ?? Infinity));
      return obligations.map(({ record: { name, round }, state, next: step }) =>
        ({ id: one.id, name, round, state, next: step?.name ?? null, flags, lateness, at: Number.isFinite(next) ? new Date(next) : null }));
    }));
  }

  afterAll(async () => {
    await pool.end();
    await database.drop();
  });

  async function start(): Promise<Coordinator> {
    const started = await runTestCoordinator({ pool, broker, clock, installation, onError: (where, error) => errors.push([where, error]) });
    running.push(started);
    return (last = started.coordinator);
  }

  async function stopAll(): Promise<void> {
    await Promise.all(running.splice(0).map(({ stop }) => stop()));
  }

  const settled = (): Promise<void> => untilSettled(running.map(({ coordinator }) => coordinator));

  const at = async (now: string): Promise<void> => {
    clock.set(now);
    await settled();
  };
  const request = async ({ id }: TestRequest) => (await pool.query('SELECT state, flags, lateness, turn, due_obligation, answered_in_time FROM tracked_request WHERE id = $1', [id])).rows[0];
  const calls = async ({ id }: TestRequest): Promise<string[]> =>
    (await pool.query<{ what: string }>(`SELECT obligation || ' ' || step AS what FROM call WHERE request_id = $1 ORDER BY recorded_at, step`, [id])).rows.map(({ what }) => what);
  const notices = async (operator: string, of: TestRequest) => (await installation.desks.notices(operator, of)).map(told).sort();

  it('nobody answers: warned, breached, escalated, each once, with two replicas', async () => {
    await Promise.all([start(), start()]);
    const { desks } = installation;
    const asked = await desks.submit(court, police);
    await desks.send(asked, police, 'taken', { of: 1 });
    await at('2025-09-26T15:30:00+08:00');
    await desks.send(asked, police, 'accepted');
    await settled();
    expect(await request(asked)).toMatchObject({ state: 'accepted', flags: [], turn: police, due_obligation: 'answer' });

    await at('2025-09-30T12:00:00+08:00');
    expect(await calls(asked)).toEqual(['answer warning-80']);
    expect(await request(asked)).toMatchObject({ flags: ['at_risk'], lateness: 'at_risk' });
    expect(await notices('police', asked)).toEqual([`warning warning-80 coordinator→${police}`]);

    await at('2025-10-01T00:00:30+08:00');
    expect(await calls(asked)).toHaveLength(1);
    await at('2025-10-01T00:02:00+08:00');
    expect(await calls(asked)).toEqual(['answer warning-80', 'answer breach', 'answer escalation-1']);
    expect(await request(asked)).toMatchObject({ flags: ['overdue', 'escalated'], lateness: 'overdue' });
    expect(await notices('court', asked)).toEqual([`breach breach coordinator→${court}`, `escalation escalation-1 coordinator→${court}`, 'escalation escalation-1 coordinator→court-140100'].sort());
    expect(await notices('police', asked)).toHaveLength(3);
    const { rows: alerts } = await pool.query('SELECT organisation, kind, level FROM alert ORDER BY organisation');
    expect(alerts).toEqual([{ organisation: 'court-140100', kind: 'escalation', level: 'critical' }, { organisation: 'supervisor-140100', kind: 'escalation', level: 'critical' }]);

    await at('2025-10-09T11:00:00+08:00');
    await desks.send(asked, police, 'answered', { outcome: 'partial' });
    await at('2025-10-20T00:00:00+08:00');
    expect(await calls(asked)).toHaveLength(3);
    expect(await request(asked)).toMatchObject({ state: 'answered', lateness: 'in_time', answered_in_time: false, turn: court });
  });

  it('a held debtor who is not collected in 24 hours: the court above is told at once, further up each working day; collecting ends it', async () => {
    await Promise.all([start(), start()]);
    const { desks } = installation;
    const asked = await desks.submit(court, police, 'locate-debtor', 'urgent');
    await desks.send(asked, police, 'taken', { of: 1 });
    await desks.send(asked, police, 'interim-replied', { outcome: 'found', milestone: 'held' });
    await settled();
    expect(await request(asked)).toMatchObject({ turn: court, due_obligation: 'collect' });
    await at('2025-09-27T15:02:00+08:00');
    expect(await calls(asked)).toEqual(['collect breach', 'collect escalation-1']);
    expect((await notices('court', asked)).filter((notice) => notice.startsWith('escalation'))).toEqual(['escalation escalation-1 coordinator→court-140100', `escalation escalation-1 coordinator→${court}`]);
    expect(await request(asked)).toMatchObject({ flags: ['overdue', 'escalated'], lateness: 'overdue' });
    await at('2025-09-29T09:00:00+08:00');
    expect((await notices('court', asked)).filter((notice) => notice.includes('court-140000'))).toEqual(['escalation escalation-2 coordinator→court-140000']);
    await desks.send(asked, court, 'supplemented', { milestone: 'collected' });
    await desks.send(asked, police, 'taken', { of: 2 });
    await at('2025-10-20T09:00:00+08:00');
    expect((await calls(asked)).filter((call) => call.startsWith('collect'))).toEqual(['collect breach', 'collect escalation-1', 'collect escalation-2']);
  });

  it('down for days: what was answered in time is not called late, what was not is called once', async () => {
    await start();
    const { desks } = installation;
    const [answered, forgotten] = [await desks.submit(court, police), await desks.submit(court, police)];
    for (const one of [answered, forgotten]) await desks.send(one, police, 'accepted', { of: 1 });
    await settled();
    await stopAll();

    clock.set('2025-09-30T23:50:00+08:00');
    await desks.send(answered, police, 'answered', { outcome: 'found' });
    clock.set('2025-10-02T23:50:00+08:00');
    await Promise.all([start(), start()]);
    await settled();
    expect(await calls(answered)).toEqual([]);
    expect(await request(answered)).toMatchObject({ state: 'answered', flags: [], answered_in_time: true });
    expect(await calls(forgotten)).toEqual(['answer breach', 'answer escalation-1']);
  });

  it('calls nothing while a message of the request is missing', async () => {
    const coordinator = await start();
    const { desks } = installation;
    const asked = await desks.submit(court, police);
    await desks.send(asked, police, 'taken', { of: 1 });
    const missing = desks.compose(asked, police, 'accepted');
    await settled();
    await desks.send(asked, police, 'information-requested');
    clock.set('2025-10-02T00:00:00+08:00');
    await sleep(800);
    expect(await coordinator.settlement.isSettled()).toBe(false);
    expect(await calls(asked)).toEqual([]);
    // Its sender is asked once it has been missed for half a minute of system time.
    await pool.query(`UPDATE tracked_request SET waiting_since = waiting_since - interval '31 seconds' WHERE id = $1`, [asked.id]);
    await sleep(3_000);
    expect((await desks.notices('police', asked)).map(({ type, recipient, resendfrom }) => [type, recipient, resendfrom])).toEqual([['lianzhi.notice.resend-requested.v1', police, 2]]);
    await desks.publish([missing]);
    await settled();
    expect(await request(asked)).toMatchObject({ state: 'information_requested' });
    expect(await calls(asked)).toEqual(['answer breach', 'answer escalation-1']);
  });

  it('tracks whichever lane comes first, and believes no stranger', async () => {
    await start();
    const { desks } = installation;
    const asked = await desks.submit(court, police).then((one) => one);
    const reply = desks.compose(asked, police, 'answered', { of: 1, outcome: 'found' });
    await desks.publish([reply, reply]);
    await settled();
    expect(await request(asked)).toMatchObject({ state: 'answered', turn: court });
    const other = await desks.submit(court, police);
    await desks.send({ ...other, to: 'police-150207' }, 'police-150207', 'answered', { of: 1 });
    await settled();
    expect(await request(other)).toMatchObject({ state: 'submitted' });
    expect((await pool.query('SELECT reason FROM dead_letter')).rows).toEqual([{ reason: 'not-a-party' }]);
  });

  it('a year is imported: what is due in it is computed again, and both sides are told once, with two replicas', async () => {
    clock.set('2026-12-30T09:00:00+08:00');
    await Promise.all([start(), start()]);
    const { desks } = installation;
    const asked = await desks.submit(court, police);
    await desks.send(asked, police, 'accepted', { of: 1 });
    await settled();
    const answer = async () => (await pool.query<{ due_at: Date; provisional: boolean }>(`SELECT due_at, provisional FROM obligation WHERE request_id = $1 AND name = 'answer'`, [asked.id])).rows[0];
    // Thu 31 Dec, Fri 1 Jan as long as nobody says that it is off, Mon 4.
    expect(await answer()).toEqual({ due_at: new Date('2027-01-05T00:00:00+08:00'), provisional: true });
    await installation.publish(calendarRecord({ year: 2027, document: '国办发明电〔2026〕0号', restDays: ['2027-01-01', '2027-05-01', '2027-10-01', '2027-10-02', '2027-10-03'], workdays: [] }));
    while ((await notices('court', asked)).length === 0 || (await notices('police', asked)).length === 0) await sleep(50);
    expect(await answer()).toEqual({ due_at: new Date('2027-01-06T00:00:00+08:00'), provisional: false });
    await settled();
    expect(await notices('court', asked)).toEqual([`due-changed due-changed coordinator→${court}`]);
    expect(await notices('police', asked)).toEqual([`due-changed due-changed coordinator→${police}`]);
  });

  it('proof that falls behind is told to those who run it, once a day, and nothing else stops', async () => {
    await Promise.all([start(), start()]);
    const { desks } = installation;
    const alerts = async () => (await pool.query('SELECT organisation, kind, level, request_id FROM alert')).rows;
    let asked = await desks.submit(court, police);
    while ((await alerts()).length === 0) {
      // As if nothing had been sealed for ten minutes: what came in after the last published head.
      asked = await desks.submit(court, police);
      await settled();
      await pool.query(`UPDATE journal SET recorded_at = recorded_at - interval '10 minutes' WHERE request_id = $1`, [asked.id]);
      await sleep(300);
    }
    await sleep(600);
    expect(await alerts()).toEqual([{ organisation: 'operator:coordinator', kind: 'sealing-delayed', level: 'warning', request_id: null }]);
    expect(await request(asked)).toMatchObject({ state: 'submitted' });
  });

  it('an undelivered request is late after an hour, and the withdrawn one is forgotten', async () => {
    await start();
    const { desks } = installation;
    const [lost, withdrawn] = [await desks.submit(court, police), await desks.submit(court, police)];
    await desks.send(withdrawn, court, 'withdrawn');
    await desks.send(withdrawn, police, 'taken', { of: 2 });
    await at('2025-09-26T16:05:00+08:00');
    expect(await calls(lost)).toEqual(['deliver breach', 'deliver escalation-1']);
    expect(await request(withdrawn)).toMatchObject({ state: 'withdrawn', flags: [] });
    expect(await calls(withdrawn)).toEqual([]);
  });
});
