import { Faults } from './faults';

const make = () => new Faults({ operations: ['query', 'freeze'], facts: ['bank', 'account'] });

describe('faults', () => {
  it('lays the first rule that fits over the general fault', () => {
    const faults = make();
    faults.set({ delayMs: 5, rules: [{ bank: 'bank-a', operation: 'freeze', refuse: '不办' }, { bank: 'bank-a', down: true }] });
    expect(faults.of({ operation: 'freeze', bank: 'bank-a' })).toMatchObject({ delayMs: 5, refuse: '不办' });
    expect(faults.of({ operation: 'query', bank: 'bank-a' })).toMatchObject({ down: true });
    expect(faults.of({ operation: 'query', bank: 'bank-b' })).toEqual({ delayMs: 5 });
  });

  it('loses as many answers as it is told', () => {
    const faults = make();
    const lost = () => faults.takeLostAnswer({ operation: 'freeze', bank: 'bank-a' });
    faults.set({ loseAnswers: 2 });
    expect([lost(), lost(), lost()]).toEqual([true, true, false]);
    faults.set({ rules: [{ bank: 'bank-a', loseAnswers: true }] });
    expect([lost(), lost()]).toEqual([true, true]);
    faults.set({});
    expect(lost()).toBe(false);
  });

  it.each([null, [], { dely: 5 }, { errorRate: 2 }, { rules: [{ banks: 'x' }] }, { rules: 'x' }, { rules: [{ operation: 'freze' }] }])('refuses %j, since a misspelt fault must not pass for none', (body) => {
    expect(make().read(body)).toBeUndefined();
  });
});
