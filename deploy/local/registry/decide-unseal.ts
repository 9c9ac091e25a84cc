import { refused, type At, type Decision } from './decision';
import type { RenewalOrder, UnsealOrder } from './orders';
import { originalSeal } from './original-seal';
import { daysBetween, type Register } from './register';

/** Lifts a seal, or gives up its place. The first one waiting then takes effect by itself (查封扣押冻结规定 art. 26). */
export function decideUnseal(register: Register, reference: string, order: UnsealOrder, { now, number }: At): Decision {
  const original = originalSeal(register, reference, order);
  if ('answer' in original) return original;
  const { unit: { registry, unitNumber }, seal, rank, queue } = original;
  const next = rank === 0 ? queue[1]?.authority : undefined;
  return {
    answer: { status: 'unsealed', at: now, waiting: rank > 0, ...next === undefined ? {} : { promoted: next }, number },
    changes: [{ unit: { registry, unitNumber }, end: [seal.reference] }],
  };
}

/** Moves the end of a seal that still stands; its place stays. One that waits has no end: only the term that it will have is another. */
export function decideRenewal(register: Register, reference: string, order: RenewalOrder, { now, number }: At): Decision {
  const original = originalSeal(register, reference, order);
  if ('answer' in original) return original;
  const { unit, seal, rank, queue } = original;
  const { from, until } = order;
  if (seal.until !== undefined && until <= seal.until) return refused('not-longer', '续行截止日不晚于原查封截止日');
  const renewed = seal.until === undefined ? { ...seal, days: daysBetween(from, until) } : { ...seal, until };
  const mortgaged = unit.mortgages.length > 0;
  return {
    answer: rank === 0 ? { status: 'sealed', rank, at: now, until, mortgaged, number } : { status: 'waiting', rank, at: now, ahead: queue[0]!.authority, mortgaged, number },
    changes: [{ unit: { registry: unit.registry, unitNumber: unit.unitNumber }, put: [renewed] }],
    seal: seal.reference,
  };
}
