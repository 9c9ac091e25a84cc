import { partUsed, rungOf, stepsAhead } from './step-names';

const step = (name: string, at: string, to: string[]) => ({ obligation: 'answer', round: 1, step: name, kind: name.split('-')[0] as 'warning', at, to });
const request = {
  from: 'court', to: 'police',
  coming: [step('warning-80', '2025-09-30T09:36:00+08:00', ['police']), step('breach', '2025-10-01T00:00:00+08:00', ['court', 'police']), step('escalation-1', '2025-10-01T00:00:00+08:00', ['court', 'police', 'above']),
    step('escalation-2', '2025-10-09T00:00:00+08:00', ['court', 'police']), { ...step('breach', '2025-10-02T00:00:00+08:00', ['court']), obligation: 'accept' }],
};

describe('stepsAhead', () => {
  it('names of one obligation what is to come, and above whom an escalation goes', () => {
    expect(stepsAhead(request, { name: 'answer', round: 1 }).map(({ step: name, to }) => [name, to])).toEqual([['warning-80', ['police']], ['breach', ['court', 'police']], ['escalation-1', ['above']]]);
  });

  it('leaves out what has passed', () => {
    expect(stepsAhead(request, { name: 'answer', round: 1 }, Date.parse('2025-09-30T12:00:00+08:00')).map(({ step: name }) => name)).toEqual(['breach', 'escalation-1']);
    expect(stepsAhead(request, { name: 'answer', round: 2 })).toEqual([]);
  });

  it('reads the names of steps', () => {
    expect([partUsed('warning-80'), partUsed('warning-early'), rungOf('escalation-2'), rungOf(undefined)]).toEqual([80, 0, 2, 0]);
  });
});
