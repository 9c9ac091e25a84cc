import { catalogue } from '@lianzhi/contracts';
import { Problem } from '@lianzhi/platform';
import { settleDebt } from './settle-debt';
import { stepsAfterPerformance } from './steps-after-performance';

describe('settleDebt', () => {
  const owed = { amountOwed: '1000.00', costs: '50.00' };
  it.each([
    [{ amount: '400.00' }, '600.00', '50.00', false],
    [{ amount: '1020.00' }, '0.00', '30.00', false],
    [{ amount: '1050.00' }, '0.00', '0.00', true],
    [{ amount: '600.00', inFull: true }, '0.00', '0.00', true],
    [{ amount: '2000.00', inFull: true }, '0.00', '0.00', true],
    [{ amount: '1050.00', inFull: false }, '0.00', '0.00', false],
  ])('%p leaves %s and %s of costs', (payment, amountOwed, costs, inFull) => expect(settleDebt(owed, payment)).toEqual({ content: { amountOwed, costs }, inFull }));
  it('adds no costs where there were none', () => expect(settleDebt({ amountOwed: '10.00' }, { amount: '10.00' })).toEqual({ content: { amountOwed: '0.00' }, inFull: true }));
  it('refuses more than is owed', () => expect(() => settleDebt(owed, { amount: '1050.01' })).toThrow(Problem));
});

describe('stepsAfterPerformance', () => {
  const steps = (type: string, state: 'accepted' | 'answered' | 'closed' | 'submitted') => stepsAfterPerformance([{ id: 'r', type, state }], { catalogue, organisation: 'court-1', cause: 'c' }).map(({ move, milestone }) => `${move} ${milestone ?? '-'}`);
  it('withdraws what has lost its purpose, and says why along the fast track', () => {
    expect(steps('refer-refusal-offence', 'accepted')).toEqual(['withdrawn debtor_performed']);
    expect(steps('freeze-account', 'submitted')).toEqual(['withdrawn -']);
  });
  it('leaves alone what follows a performance', () => {
    for (const type of ['unfreeze-account', 'release-early', 'credit-repair', 'disburse-funds', 'transfer-funds', 'unseal-real-estate', 'open-case-account']) expect([type, steps(type, 'accepted')]).toEqual([type, []]);
  });
  it('tells whoever has answered and acts on it; what has ended is over', () => {
    expect(steps('refer-refusal-offence', 'answered')).toEqual(['supplemented debtor_performed']);
    expect(steps('refer-refusal-offence', 'closed')).toEqual([]);
    expect(steps('freeze-account', 'answered')).toEqual([]);
  });
});
