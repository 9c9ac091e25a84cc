import { banks, court, CourtWorld, otherCourt, until } from '../testing/court-world';

jest.setTimeout(180_000);

const debtor = { kind: 'company', name: '隰县某商贸有限公司', creditCode: '91141031MA0K3T8X69' };
const person = { kind: 'person', name: '张某甲', idNumber: '142629198703124515' };

describe('cases of a court', () => {
  let world: CourtWorld;
  const number = (n: number): string => `（2025）晋1031执${n}号`;
  const list = async (query: string, by = court): Promise<{ items: { caseNumber: string; debtors: Record<string, string>[] }[]; nextCursor: string | null }> => (await world.call(by, 'get', `/v1/cases?${query}`)).body as never;

  beforeAll(async () => {
    world = await CourtWorld.start(['court', 'bank']);
    for (const n of [101, 102, 203]) await world.call(court, 'put', `/v1/cases/${number(n)}`, { cause: '借款合同纠纷', debtors: n === 203 ? [person] : [debtor], amountOwed: '480000.00' });
  });
  afterAll(async () => {
    await world.close();
    expect(world.errors).toEqual([]);
  });

  it('are listed page by page with masked numbers, and only to their court', async () => {
    const first = await list('limit=2');
    expect(first.items.map(({ caseNumber }) => caseNumber)).toEqual([number(203), number(102)]);
    expect(first.items[0]!.debtors).toEqual([{ kind: 'person', name: '张某甲', idNumber: expect.stringMatching(/^1426\*+4515$/) }]);
    const second = await list(`limit=2&cursor=${first.nextCursor}`);
    expect([second.items.map(({ caseNumber }) => caseNumber), second.nextCursor]).toEqual([[number(101)], null]);
    expect((await list('', otherCourt)).items).toEqual([]);
  });

  it('are found by part of their number, by the whole number of a debtor, and not by part of that', async () => {
    const found = async (q: string): Promise<string[]> => (await list(`q=${q}`)).items.map(({ caseNumber }) => caseNumber);
    expect(await found('执10')).toEqual([number(102), number(101)]);
    expect(await found(person.idNumber)).toEqual([number(203)]);
    expect(await found(person.idNumber.slice(0, 17))).toEqual([]);
    expect(await found('执1%')).toEqual([]);
  });

  it('are recorded when they are read, and as such when whole numbers are shown', async () => {
    const path = `/v1/cases/${number(203)}`;
    expect((await world.call(court, 'get', path)).body.debtors).toEqual([person]);
    await world.call(court, 'get', `${path}?full=true`);
    expect((await world.call(otherCourt, 'get', path)).status).toBe(404);
    const { rows } = await world.desk('court').context.exchange.pool.query("SELECT organisation, action, allowed FROM access_record WHERE kind = 'case' AND target = ANY($1::text[]) ORDER BY id", [[number(203)]]);
    expect(rows).toEqual([{ organisation: court, action: 'read', allowed: true }, { organisation: court, action: 'read-full', allowed: true }, { organisation: otherCourt, action: 'read', allowed: false }]);
  });

  it('have figures of what is frozen and what is asked for, and measures whose renewal is filled in', async () => {
    const example = await world.example('freeze-account', court, banks[0], { caseNumber: number(101), subject: debtor });
    const ask = async (amount: string): Promise<string> => (await world.call(court, 'post', '/v1/requests', { ...example, details: { ...(example.details as object), amount } })).body.id;
    const first = await ask('300000.00');
    await until(async () => (await world.call(banks[0], 'get', `/v1/requests/${first}`)).status === 200);
    const answered = await world.call(banks[0], 'post', `/v1/requests/${first}/replies`, { final: true, outcome: 'done', details: { frozen: '300000.00', limit: '300000.00', rank: 0 } });
    expect(answered.status).toBe(200);
    await until(async () => (await world.call(court, 'get', `/v1/measures/${first}`)).body.state === 'in_effect');
    await ask('80000.00');
    const figures = (await world.call(court, 'get', `/v1/measures/summary?case=${number(101)}`)).body;
    expect(figures).toMatchObject({ cap: '480000.00', counted: '380000.00', held: '300000.00', asked: '80000.00', remainingCap: '100000.00' });
    const { body, status } = await world.call(court, 'get', `/v1/measures/${first}/renewal`);
    expect([status, body]).toEqual([200, expect.objectContaining({ type: 'renew-freeze', to: banks[0], caseNumber: number(101), subject: debtor, follows: first, details: expect.objectContaining({ originalUntil: (example.details as { until: string }).until }) })]);
    expect((await world.call(otherCourt, 'get', `/v1/measures/${first}/renewal`)).status).toBe(404);
  });
});
