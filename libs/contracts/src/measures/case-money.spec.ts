import { catalogue } from '../catalogue';
import { movedBy, movesCaseMoney, unrecordedMoney, type MoneyStep } from './case-money';

const steps = (...written: string[]): MoneyStep[] => written.map((text) => {
  const [at, kind, amount] = text.split(' ');
  return { at: Number(at), kind: kind as MoneyStep['kind'], amount: amount! };
});

describe('money of a case that is not recorded', () => {
  it.each([
    ['nothing', [], '0.00'],
    ['what was taken', ['1 taken 60.00', '2 taken 5.50'], '65.50'],
    ['less what was recorded since', ['1 taken 60.00', '2 recorded 20.00'], '40.00'],
    ['nothing of what came later', ['1 recorded 60.00', '2 taken 20.00'], '20.00'],
    ['never below nothing', ['1 taken 60.00', '2 recorded 100.00', '3 taken 20.00'], '20.00'],
    ['less what was given back', ['1 taken 60.00', '2 returned 10.00', '3 recorded 50.00'], '0.00'],
    ['at one instant it is taken first', ['1 recorded 60.00', '1 taken 60.00'], '0.00'],
  ])('%s', (_, written, left) => {
    expect(unrecordedMoney(steps(...written))).toBe(left);
    expect(unrecordedMoney(steps(...written).reverse())).toBe(left);
  });
});

describe('what an order says of it', () => {
  const rule = catalogue.get('transfer-funds').caseMoney!;
  const refund = catalogue.get('disburse-funds').caseMoney!;
  const at = 5;

  it('is how much and when, by its answer', () => {
    expect(movedBy(rule, { move: 'answered', at, details: { transferred: '1.00', transferredAt: '1970-01-01T08:00:00+08:00' } })).toEqual({ amount: '1.00', at: 0 });
    expect(movedBy(rule, { move: 'answered', at, details: { reason: 'x' } })).toEqual({ amount: '0.00', at });
    expect(movedBy(rule, { move: 'measure-changed', at, details: { change: 'reversed' } })).toEqual({ amount: '0.00', at });
    expect(movedBy(rule, { move: 'measure-changed', at, details: { milestone: 'x' } })).toBeUndefined();
    expect([movedBy(rule, { move: 'answered', at }), movedBy(rule, { move: 'interim-replied', at, details: { transferred: '1.00' } })]).toEqual([undefined, undefined]);
  });
  it('concerns a payment only where it goes back to the debtor', () => {
    expect([movesCaseMoney(rule, {}), movesCaseMoney(refund, { purpose: 'creditor' }), movesCaseMoney(refund, { purpose: 'refund' })]).toEqual([true, false, true]);
  });
});
