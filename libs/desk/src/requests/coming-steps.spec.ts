import { catalogue, defaultCalendar, type ObligationRecord } from '@lianzhi/contracts';
import { type Hierarchy, type OrganisationRecord, OrganisationTree } from '@lianzhi/exchange';
import { comingSteps } from './coming-steps';

const [court, above, police, supervisor] = ['court-140108', 'court-140100', 'police-140108', 'supervisor-140100'];
const hierarchy = (): Hierarchy => {
  const tree = new OrganisationTree();
  const put = (code: string, more: Partial<OrganisationRecord>): void => tree.put({ kind: 'organisation', code, agency: code.split('-')[0]!, region: code.split('-')[1]!, name: code, validFrom: '2020-01-01T00:00:00Z', status: 'active', operator: 'one', ...more });
  put(court!, { parent: above! });
  put(above!, {});
  put(police!, {});
  put(supervisor!, { operator: undefined });
  return { organisation: (code) => tree.find(code), organisations: () => tree.all(), superiors: (code) => tree.superiors(code) };
};
/** The story `no-answer`: 3 working days over a make-up Sunday. */
const answer: ObligationRecord = {
  name: 'answer', owedBy: 'recipient', round: 1, state: 'running', limit: { n: 3, unit: 'workday' },
  startedAt: Date.parse('2025-09-26T15:00:00+08:00'), dueAt: Date.parse('2025-10-01T00:00:00+08:00'),
};
const at = (now: string, record = answer) => comingSteps({ from: court!, to: police! }, [record], { contract: catalogue.get('query-person'), calendar: defaultCalendar, directory: hierarchy(), now: Date.parse(now) });

describe('comingSteps', () => {
  it('foretells warnings, the breach and every rung, each with whom it tells', () => {
    const steps = at('2025-09-26T15:00:00+08:00');
    expect(steps.map(({ step }) => step)).toEqual(['warning-50', 'warning-80', 'breach', 'escalation-1', 'escalation-2', 'escalation-3']);
    expect(steps.map(({ to }) => to)).toEqual([[police], [police], [court, police], ...[1, 2, 3].map(() => [court, police, above, supervisor])]);
    expect(steps[2]!.at).toBe('2025-10-01T00:00:00+08:00');
  });

  it('leaves out what has passed, and an obligation that does not run', () => {
    expect(at('2025-09-30T23:00:00+08:00').map(({ step }) => step)).toEqual(['breach', 'escalation-1', 'escalation-2', 'escalation-3']);
    expect(at('2025-09-26T15:00:00+08:00', { ...answer, state: 'discharged', dischargedAt: answer.startedAt! })).toEqual([]);
    expect(at('2025-09-26T15:00:00+08:00', { ...answer, state: 'paused', pausedAt: answer.startedAt! })).toEqual([]);
  });
});
