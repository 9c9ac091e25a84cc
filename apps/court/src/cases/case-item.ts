import { maskIdNumber } from '@lianzhi/platform';
import { numberOf, type EnforcementCase } from './enforcement-case';

/** A case as the list shows it: numbers of the debtors masked. In the API: do not rename. */
export interface CaseItem extends Omit<EnforcementCase, 'debtors'> {
  debtors: { kind: string; name: string; idNumber?: string; creditCode?: string }[];
}

export const caseItem = ({ debtors, ...content }: EnforcementCase): CaseItem => ({
  ...content,
  debtors: debtors.map((debtor) => ({ kind: debtor.kind, name: debtor.name, [debtor.kind === 'person' ? 'idNumber' : 'creditCode']: maskIdNumber(numberOf(debtor)) })),
});
