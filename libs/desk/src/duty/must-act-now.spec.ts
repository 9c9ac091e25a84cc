import { catalogue } from '@lianzhi/contracts';
import { lendRacket } from '@lianzhi/testing';
import { mustActKinds, mustActNow } from './must-act-now';

describe('what somebody must act on at once', () => {
  it('is a critical milestone that begins a clock: a debtor or a car that is held', () => {
    expect(mustActKinds(catalogue.contracts)).toEqual(expect.arrayContaining(['held']));
    expect(mustActKinds(catalogue.contracts)).not.toContain('not_prosecuted');
    expect(mustActKinds([lendRacket])).toEqual([]);
  });

  it('ends with what is owed', () => {
    const locate = catalogue.get('locate-debtor');
    const owed = locate.obligations.find(({ owedBy, startsAt }) => owedBy === 'requester' && typeof startsAt === 'object' && startsAt.milestone === 'held')!;
    expect(mustActNow(locate, [{ name: owed.name, state: 'running' }], 'requester')).toBe(true);
    expect(mustActNow(locate, [{ name: owed.name, state: 'running' }], 'recipient')).toBe(false);
    expect(mustActNow(locate, [{ name: owed.name, state: 'discharged' }], 'requester')).toBe(false);
  });
});
