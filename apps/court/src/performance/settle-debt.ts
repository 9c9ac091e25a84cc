import { fenOf, moneyOf } from '@lianzhi/contracts';
import { invalid } from '@lianzhi/platform';
import type { CaseContent } from '../cases/enforcement-case';

/** What was paid. `inFull` left out: whether nothing is left afterwards. */
export interface Payment { amount: string; inFull?: boolean }

/**
 * What the case still owes after the payment: the amount first, then the costs; nothing when it was performed in full, whatever was paid (a settlement
 * may waive the rest). Pure. @throws Problem 422 for more than is owed, unless that is said to be everything
 */
export function settleDebt<C extends Pick<CaseContent, 'amountOwed' | 'costs'>>(owed: C, { amount, inFull }: Payment): { content: C; inFull: boolean } {
  const costs = fenOf(owed.costs ?? '0.00');
  const debt = fenOf(owed.amountOwed);
  const paid = fenOf(amount);
  if (paid > debt + costs && inFull !== true) {
    throw invalid([{ pointer: '/amount', code: 'more-than-owed', detail: { zh: '大于案件尚未履行的金额与费用；已全部履行的，请写明 inFull', en: 'is more than the case still owes with its costs; when everything is performed, say inFull' } }]);
  }
  const full = inFull ?? paid === debt + costs;
  const rest = paid > debt ? costs - (paid - debt) : costs;
  const left = full ? { amountOwed: '0.00', costs: '0.00' } : { amountOwed: moneyOf(paid > debt ? 0n : debt - paid), costs: moneyOf(rest) };
  return { inFull: full, content: { ...owed, amountOwed: left.amountOwed, ...(owed.costs !== undefined && { costs: left.costs }) } };
}
