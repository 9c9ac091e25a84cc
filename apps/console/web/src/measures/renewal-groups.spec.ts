import type { FormField } from '../forms/contract-entry';
import type { RequestDraft } from '../new-request/request-draft';
import { commonFields, groupsOf, requestOf, type ToRenew } from './renewal-groups';

const item = (id: string, caseNumber: string, type: string, details: Record<string, unknown> = {}): ToRenew => ({ measure: { id, caseNumber } as ToRenew['measure'], given: { type, caseNumber, to: `to-${id}`, follows: id, details } });
const field = (name: string, required = false) => ({ name, required }) as FormField;

describe('renewing several', () => {
  it('groups what one ruling serves: a case and a kind', () => {
    const groups = groupsOf([item('1', 'A', 'renew-freeze'), item('2', 'B', 'renew-freeze'), item('3', 'A', 'renew-freeze'), item('4', 'A', 'renew-real-estate-seal')]);
    expect(groups.map(({ type, caseNumber, items }) => [type, caseNumber, items.map(({ measure }) => measure.id)])).toEqual([['renew-freeze', 'A', ['1', '3']], ['renew-freeze', 'B', ['2']], ['renew-real-estate-seal', 'A', ['4']]]);
  });

  it('asks once for what the ledger knows of none', () => {
    const items = [item('1', 'A', 'renew-freeze', { account: '1', until: 'x' }), item('2', 'A', 'renew-freeze', { until: 'y' })];
    expect(commonFields([field('account'), field('until', true), field('amount'), field('ruling'), field('order', true)], items).map(({ name }) => name)).toEqual(['ruling', 'order']);
  });

  it('sends each its own, with what was written once', () => {
    const common: RequestDraft = { urgency: 'urgent', subject: { kind: 'person' }, details: { ruling: 'No. 1', until: 'of the first' }, officers: [{ name: '高志刚' }], documents: [{ id: 'd', name: 'x.pdf', kind: '裁定书' }], key: 'k', to: 'to-1', follows: '1' };
    expect(requestOf(common, item('2', 'A', 'renew-freeze', { until: 'y' }), 'own')).toMatchObject({ type: 'renew-freeze', to: 'to-2', follows: '2', urgency: 'urgent', details: { ruling: 'No. 1', until: 'y' }, officers: [{ name: '高志刚' }], documents: [{ id: 'd' }], key: 'own' });
  });
});
