import { catalogue, defaultCalendar, ladderBetween, toShanghaiIso, type ObligationRecord } from '@lianzhi/contracts';
import { remainingSteps, stepsOf, stepsToCall } from './steps';

const at = (text: string): number => Date.parse(text);
const ladder = ladderBetween('court', 'police');
/** The story `no-answer`: 3 working days over a make-up Sunday. */
const answer: ObligationRecord = {
  name: 'answer', owedBy: 'recipient', round: 1, state: 'running', limit: { n: 3, unit: 'workday' },
  startedAt: at('2025-09-26T15:00:00+08:00'), dueAt: at('2025-10-01T00:00:00+08:00'),
};
const names = (called: string[], now: string, obligation = answer): string[] =>
  stepsToCall(remainingSteps(stepsOf(obligation, ladder, defaultCalendar), new Set(called)), at(now)).map(({ name }) => name);

describe('stepsOf', () => {
  it('names every instant, warnings counting only hours of counted days', () => {
    expect(stepsOf(answer, ladder, defaultCalendar).map((step) => [step.name, toShanghaiIso(step.at)])).toEqual([
      ['warning-50', '2025-09-29T12:00:00+08:00'],
      ['warning-80', '2025-09-30T09:36:00+08:00'],
      ['breach', '2025-10-01T00:00:00+08:00'],
      ['escalation-1', '2025-10-01T00:00:00+08:00'],
      ['escalation-2', '2025-10-10T00:00:00+08:00'],
      ['escalation-3', '2025-10-12T00:00:00+08:00'],
    ]);
  });

  it('has the warning of a rule of its own among them: money arrived on Friday evening, 3 days, 30 days', () => {
    const disburse: ObligationRecord = {
      name: 'disburse', owedBy: 'recipient', round: 1, state: 'running', limit: { n: 30, unit: 'day' }, startedAt: at('2025-06-06T18:00:00+08:00'), dueAt: at('2025-07-08T00:00:00+08:00'),
    };
    const { warnAfter } = catalogue.get('funds-received').obligations.find(({ name }) => name === 'disburse')!;
    expect(stepsOf(disburse, ladder, defaultCalendar, warnAfter).map((step) => [step.name, toShanghaiIso(step.at)]).slice(0, 4)).toEqual([
      ['warning-early', '2025-06-10T00:00:00+08:00'], ['warning-50', '2025-06-22T09:00:00+08:00'], ['warning-80', '2025-07-01T18:00:00+08:00'], ['breach', '2025-07-08T00:00:00+08:00'],
    ]);
  });

  it('says nothing about what does not run', () => {
    expect(stepsOf({ ...answer, state: 'paused' }, ladder, defaultCalendar)).toEqual([]);
    expect(stepsOf({ ...answer, state: 'pending', startedAt: null, dueAt: null, limit: null }, ladder, defaultCalendar)).toEqual([]);
    expect(stepsOf({ ...answer, state: 'discharged', dischargedAt: at('2025-09-30T23:59:00+08:00') }, ladder, defaultCalendar)).toEqual([]);
  });

  it('keeps the breach of what was discharged too late, and urges nobody any more', () => {
    const late = { ...answer, state: 'discharged' as const, dischargedAt: at('2025-10-09T11:00:00+08:00') };
    expect(stepsOf(late, ladder, defaultCalendar).map(({ name }) => name)).toEqual(['breach']);
  });

  it('every contract has steps in order of time', () => {
    const startedAt = at('2025-09-26T15:00:00+08:00');
    for (const { obligations } of catalogue.contracts) {
      for (const { name, owedBy, limit } of obligations) {
        if ('until' in limit) continue;
        const steps = stepsOf({ name, owedBy, round: 1, state: 'running', startedAt, dueAt: startedAt + 7 * 86_400_000, limit }, ladder, defaultCalendar);
        expect(steps.map((step) => step.at)).toEqual(steps.map((step) => step.at).sort((a, b) => a - b));
      }
    }
  });
});

describe('stepsToCall', () => {
  it('calls nothing before 60 s have passed', () => {
    expect(names([], '2025-09-30T09:36:59+08:00')).toEqual(['warning-50']);
    expect(names([], '2025-09-30T09:37:00+08:00')).toEqual(['warning-80']);
    expect(names(['warning-80'], '2025-10-01T00:00:59+08:00')).toEqual([]);
    expect(names(['warning-80'], '2025-10-01T00:01:00+08:00')).toEqual(['breach', 'escalation-1']);
  });

  it('calls of the warnings passed meanwhile only the last, and none beside a breach', () => {
    expect(names([], '2025-09-30T12:00:00+08:00')).toEqual(['warning-80']);
    expect(names([], '2025-10-11T00:00:00+08:00')).toEqual(['breach', 'escalation-1', 'escalation-2']);
  });

  it('never goes back to what stands before a step called already', () => {
    expect(names(['warning-80'], '2025-09-30T12:00:00+08:00')).toEqual([]);
    expect(names(['breach', 'escalation-1'], '2025-10-20T00:00:00+08:00')).toEqual(['escalation-2', 'escalation-3']);
    expect(remainingSteps(stepsOf(answer, ladder, defaultCalendar), new Set(['escalation-3']))).toEqual([]);
  });

  it('an extension after the breach calls no second breach', () => {
    const extended = { ...answer, dueAt: at('2025-10-20T00:00:00+08:00') };
    expect(names(['breach', 'escalation-1'], '2025-10-25T00:00:00+08:00', extended)).toEqual(['escalation-2', 'escalation-3']);
  });
});
