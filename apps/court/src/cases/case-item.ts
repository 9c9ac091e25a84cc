import { maskIdNumber } from '@lianzhi/platform';
import { numberOf, type EnforcementCase } from './enforcement-case';

/** A case as the list shows it: numbers of the debtors masked. In the API: do not rename. */
export interface CaseItem extends Pick<EnforcementCase, 'caseNumber' | 'cause' | 'amountOwed' | 'costs'> {
  debtors: { kind: string; name: string; idNumber?: string; creditCode?: string }[];
}

export const caseItem = ({ caseNumber, cause, amountOwed, costs, debtors }: EnforcementCase): CaseItem => ({
  caseNumber, cause, amountOwed, ...(costs !== undefined && { costs }),
  debtors: debtors.map((debtor) => ({ kind: debtor.kind, name: debtor.name, [debtor.kind === 'person' ? 'idNumber' : 'creditCode']: maskIdNumber(numberOf(debtor)) })),
});
