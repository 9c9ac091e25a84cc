import { inTransaction, uuidv7 } from '@lianzhi/platform';
import { court, LedgerWorld } from '../measures/testing/ledger-world';

jest.setTimeout(60_000);

const caseNumber = '（2025）晋1031执123号';
const inCase = { number: caseNumber };
const day = 86_400_000;

describe('money on the account of a case, until the court records it', () => {
  let world: LedgerWorld;
  beforeEach(async () => {
    world = await LedgerWorld.create();
    await world.putCase('100.00', undefined, caseNumber);
  });
  afterEach(async () => {
    await world.close();
    expect(world.errors).toEqual([]);
  });

  /** What may still be frozen: the guard names it when it refuses. */
  const left = async (): Promise<unknown> => {
    const refusal = await world.ask('freeze-account', { amount: '1000000.00' }, inCase);
    return refusal instanceof Error ? refusal.extra?.['remainingCap'] : 'sent';
  };
  const instant = (at = world.now): string => new Date(at + 8 * 3_600_000).toISOString().replace('.000Z', '+08:00');
  const freeze = async (amount: string) => {
    const request = await world.asked('freeze-account', { amount, from: '2025-06-05', until: '2026-06-04' }, inCase);
    await world.answer(request, 'done', { frozen: amount, limit: amount, rank: 0, until: '2026-06-04' });
    return request;
  };
  const transferred = async (amount: string, remaining: string, follows?: string) => {
    const request = await world.asked('transfer-funds', { amount, frozen: undefined }, { ...inCase, ...follows !== undefined && { follows } });
    await world.answer(request, 'done', { transferred: amount, transferredAt: instant(), remaining, rank: 0 });
    return request;
  };

  it('counts against what is owed as the freeze did, and once only when it is recorded', async () => {
    const { id } = await freeze('60.00');
    expect(await left()).toBe('40.00');
    const order = await world.asked('transfer-funds', { amount: '60.00' }, { ...inCase, follows: id });
    expect(await left()).toBe('40.00');
    await world.answer(order, 'done', { transferred: '60.00', transferredAt: instant(), remaining: '0.00', rank: 0 });
    expect([await world.counted(caseNumber), await left()]).toEqual([0n, '40.00']);
    world.now += day;
    await world.putCase('40.00', undefined, caseNumber);
    expect(await left()).toBe('40.00');
    // Recorded again, as it is: nothing more.
    await world.putCase('40.00', undefined, caseNumber);
    await freeze('40.00');
    expect(await left()).toBe('0.00');
  });

  it('without a freeze, in part, refused and come back: only what the bank has taken counts', async () => {
    await transferred('25.00', '0.00');
    const part = await world.asked('transfer-funds', { amount: '50.00' }, inCase);
    await world.answer(part, 'partial', { transferred: '10.00', transferredAt: instant(), remaining: '0.00', rank: 0 });
    const none = await world.asked('transfer-funds', { amount: '50.00' }, inCase);
    await world.answer(none, 'refused', { reason: '保证金' });
    expect(await left()).toBe('65.00');
    await world.change(part, 'reversed');
    expect(await left()).toBe('75.00');
  });

  it('is recorded in parts, and what is recorded before a transfer is not set off against it', async () => {
    await world.putCase('90.00', undefined, caseNumber);
    world.now += day;
    await transferred('50.00', '0.00');
    expect(await left()).toBe('40.00');
    world.now += day;
    await world.putCase('70.00', undefined, caseNumber);
    expect(await left()).toBe('40.00');
    await world.putCase('40.00', undefined, caseNumber);
    expect(await left()).toBe('40.00');
    await world.putCase('30.00', undefined, caseNumber);
    expect(await left()).toBe('30.00');
  });

  it('a bank that answers after the court has recorded the money changes nothing more', async () => {
    const order = await world.asked('transfer-funds', { amount: '60.00' }, inCase);
    const taken = instant();
    world.now += day;
    await world.putCase('40.00', undefined, caseNumber);
    world.now += day;
    await world.answer(order, 'done', { transferred: '60.00', transferredAt: taken, remaining: '0.00', rank: 0 });
    expect(await left()).toBe('40.00');
  });

  it('what was taken too much and is paid back to the debtor counts no longer; what goes to the creditor does', async () => {
    await transferred('60.00', '0.00');
    for (const [purpose, paid, rest] of [['creditor', '30.00', '40.00'], ['refund', '20.00', '60.00']] as const) {
      world.now += day;
      const payment = await world.asked('disburse-funds', { amount: paid, purpose }, inCase);
      expect(await left()).toBe('40.00');
      await world.answer(payment, 'done', { paid, paidAt: instant() });
      expect(await left()).toBe(rest);
    }
  });

  it('what the debtor pays himself is not what a bank has transferred', async () => {
    await transferred('60.00', '0.00');
    world.now += day;
    const pay = (amountOwed: string, voluntary: boolean) => inTransaction(world.first.pool, (client) =>
      world.first.cases.revise(client, { court, caseNumber }, (content) => ({ ...content, amountOwed }), { id: uuidv7(), at: world.now, voluntary }));
    await pay('70.00', true);
    expect(await left()).toBe('10.00');
    await pay('10.00', false);
    expect(await left()).toBe('10.00');
  });

  it('has what else is frozen released at once, when transfers have brought in what is owed', async () => {
    await freeze('60.00');
    await freeze('40.00');
    // By a ruling that follows no freeze (民诉法解释 art. 484).
    await transferred('50.00', '0.00');
    expect((await world.openDrafts()).map(({ type, body }) => `${type} ${String(body.details['amount'] ?? 'all')}`).sort()).toEqual(['unfreeze-account 10.00', 'unfreeze-account all']);
  });

  it('two replicas: orders to freeze that race the answer to a transfer never come to more than is owed', async () => {
    const { id } = await freeze('60.00');
    const order = await world.asked('transfer-funds', { amount: '60.00' }, { ...inCase, follows: id });
    const [, ...asked] = await Promise.all([
      world.answer(order, 'done', { transferred: '60.00', transferredAt: instant(), remaining: '0.00', rank: 0 }),
      ...Array.from({ length: 10 }, (_, index) => world.ask('freeze-account', { amount: '10.00' }, { ...inCase, replica: index % 2 })),
    ]);
    expect(asked.filter((one) => !(one instanceof Error))).toHaveLength(4);
    expect(await left()).toBe('0.00');
  });
});
