import { catalogue } from './catalogue';
import { validateMoveFields } from './validate-move';

describe('what is told after the final reply', () => {
  const told = (type: string, body: object) => validateMoveFields(catalogue.get(type), 'measure-changes', body, { strict: true }).map(({ pointer, code }) => `${pointer} ${code}`);

  it('is a change of the measure, where there is nothing else to tell', () => {
    expect(told('freeze-account', { change: 'promoted', details: { rank: 0 } })).toEqual([]);
    expect(told('freeze-account', { change: 'moved_up', details: { rank: 1 } })).toEqual([]);
    expect(told('freeze-account', { change: 'moved_up', details: { rank: 0 } })).toEqual(['/details/rank rank']);
    expect(told('freeze-account', { change: 'moved_up' })).toEqual(['/details/rank rank']);
    expect(told('freeze-account', {})).toEqual(['/change required']);
  });

  it('or a milestone that its contract knows then', () => {
    expect(told('refer-refusal-offence', { milestone: 'refusal_explained' })).toEqual([]);
    expect(told('disburse-funds', { milestone: 'payment_returned', change: 'reversed' })).toEqual([]);
    expect(told('refer-refusal-offence', {})).toEqual(['/change required']);
  });
});
