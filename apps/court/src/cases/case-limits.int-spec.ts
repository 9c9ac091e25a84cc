import { court, CourtWorld, until } from '../testing/court-world';

jest.setTimeout(120_000);

const debtor = { kind: 'company', name: '隰县某商贸有限公司', creditCode: '91141031MA0K3T8X69' };
const body = (preservation: object) => ({ cause: '买卖合同纠纷', debtors: [debtor], amountOwed: '500000.00', preservation });
/** Accepted on Monday 1 September 2025 at 09:20: the hour does not count, so the ruling is due on Wednesday at 10:00. */
const accepted = { kind: 'urgent', acceptedAt: '2025-09-01T09:20:00+08:00' };

describe('the limits of a court in its own case of preservation', () => {
  let world: CourtWorld;
  beforeAll(async () => { world = await CourtWorld.start(['court']); });
  afterAll(async () => {
    await world.close();
    expect(world.errors).toEqual([]);
  });

  const path = (n: number) => `/v1/cases/（2025）晋1031执保${n}号`;
  const calls = async (n: number): Promise<unknown[]> => ((await world.call(court, 'get', '/v1/alerts?limit=200')).body.items as { kind: string; level: string; detail?: { caseNumber?: string; step?: string } }[])
    .filter(({ detail }) => detail?.caseNumber === `（2025）晋1031执保${n}号`).map(({ level, detail }) => `${detail!.step} ${level}`).reverse();
  const limits = async (n: number) => (await world.call(court, 'get', path(n))).body.limits as Record<string, unknown>[];
  const goTo = (instant: string): void => { world.at = Date.parse(instant); };

  it('are shown with rule and derivation, warned of, called when they have passed, each once', async () => {
    goTo('2025-09-01T09:30:00+08:00');
    expect((await world.call(court, 'put', path(1), body(accepted))).status).toBe(200);
    expect(await limits(1)).toMatchObject([{
      name: 'rule-urgent', state: 'running', startedAt: '2025-09-01T09:20:00+08:00', dueAt: '2025-09-03T10:00:00+08:00', doneAt: null, rule: { id: 'preservation.rule-urgent', level: 'law', document: '民事诉讼法 (2023)', article: '103' },
    }]);
    expect((await limits(1))[0]!.derivation).not.toEqual([]);
    goTo('2025-09-03T08:00:00+08:00');
    await until(async () => (await calls(1)).length === 1);
    expect(await calls(1)).toEqual(['warning-80 warning']);
    goTo('2025-09-03T10:00:01+08:00');
    await until(async () => (await calls(1)).length === 2);
    expect(await calls(1)).toEqual(['warning-80 warning', 'breach critical']);
    expect((await world.call(court, 'put', path(1), body({ ...accepted, ruledAt: '2025-09-03T09:00:00+08:00' }))).status).toBe(200);
    expect((await limits(1)).map(({ name, state }) => `${name} ${state}`)).toEqual(['rule-urgent met', 'begin-at-once running']);
    goTo('2025-09-04T09:00:01+08:00');
    await until(async () => (await calls(1)).length === 3);
    expect(await calls(1)).toEqual(['warning-80 warning', 'breach critical', 'breach critical']);
    expect((await limits(1)).map(({ name, state }) => `${name} ${state}`)).toEqual(['rule-urgent met', 'begin-at-once overdue']);
  });

  it('are called no more once the ruling is there, and known of a case 执保 only', async () => {
    goTo('2025-09-05T09:00:00+08:00');
    const facts = { ...accepted, acceptedAt: '2025-09-05T08:20:00+08:00' };
    await world.call(court, 'put', path(2), body(facts));
    await world.call(court, 'put', path(2), body({ ...facts, ruledAt: '2025-09-05T08:50:00+08:00', dismissed: true }));
    goTo('2025-09-09T09:00:00+08:00');
    await new Promise((resolve) => { setTimeout(resolve, 2_500); });
    expect(await calls(2)).toEqual([]);
    expect((await world.call(court, 'put', '/v1/cases/（2025）晋1031执1号', body(facts))).body).toMatchObject({ status: 422, errors: [{ pointer: '/preservation', code: 'no-preservation' }] });
  });
});
