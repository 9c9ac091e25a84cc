import { fenOf, moneyOf } from '@lianzhi/contracts';
import { isPreservation, type EnforcementCase } from '../cases/enforcement-case';

/**
 * Up to how much may be frozen in the case: what it still owes and the costs (民事诉讼法 art. 253); in a preservation case the ruling's amount
 * and no more (art. 105). Nothing where no case is known. Yuan.
 */
export function capOf(known: Pick<EnforcementCase, 'caseNumber' | 'amountOwed' | 'costs'> | undefined): string {
  if (known === undefined) return '0.00';
  const costs = isPreservation(known.caseNumber) ? '0.00' : known.costs ?? '0.00';
  return moneyOf(fenOf(known.amountOwed) + fenOf(costs));
}

/** How much less is owed, costs included; nothing where more is. Yuan. */
export function loweredBy(before: Pick<EnforcementCase, 'amountOwed' | 'costs'> | undefined, after: Pick<EnforcementCase, 'amountOwed' | 'costs'>): string {
  const [owed, owes] = [before, after].map((one) => (one === undefined ? 0n : fenOf(one.amountOwed) + fenOf(one.costs ?? '0.00'))) as [bigint, bigint];
  return moneyOf(owed > owes ? owed - owes : 0n);
}
