import { Problem } from '@lianzhi/platform';
import { completeDraft } from './complete-draft';
import type { Draft } from './draft';

const draft: Pick<Draft, 'type' | 'to' | 'body'> = {
  type: 'renew-freeze', to: 'bank-1',
  body: { caseNumber: '（2025）晋1031执312号', subject: { kind: 'person', name: '张某甲', idNumber: '142629198703124515' }, details: { account: '1', until: '2026-01-01' }, follows: 'f' },
};

describe('completeDraft', () => {
  it('is the draft itself when nothing is given', () => {
    expect(completeDraft(draft, undefined)).toEqual({ type: 'renew-freeze', to: 'bank-1', ...draft.body });
    expect(completeDraft({ ...draft, to: null }, {})).not.toHaveProperty('to');
  });
  it('completes fields, and details one by one', () => {
    const completed = completeDraft(draft, { documents: ['d'], details: { until: '2026-06-01', ruling: 'r' }, to: 'bank-2' });
    expect(completed).toMatchObject({ to: 'bank-2', documents: ['d'], follows: 'f', details: { account: '1', until: '2026-06-01', ruling: 'r' } });
  });
  it('leaves what is no object in details to the check of the request', () => expect(completeDraft(draft, { details: 'x' })).toMatchObject({ details: 'x' }));
  it.each([['a list', []], ['another type', { type: 'freeze-account' }]])('refuses %s', (_, given) => expect(() => completeDraft(draft, given)).toThrow(Problem));
});
