import type { components } from '../api/generated/coordinator';

export type LetterCount = components['schemas']['DeadLetterCount'];

/** By what dead letters are filtered; the service filters, so that what is chosen is the same on all pages of the list. */
export interface LetterFilter { reason?: string; lane?: string }

const meets = ({ reason, lane }: LetterFilter) => (one: LetterCount): boolean => (reason === undefined || one.reason === reason) && (lane === undefined || one.lane === lane);

/** How many meet the filter. Pure. */
export const countOf = (counts: readonly LetterCount[], filter: LetterFilter): number => counts.filter(meets(filter)).reduce((sum, { count }) => sum + count, 0);

/** The values of one filter with how many each would leave, given the other one; the most frequent first. Pure. */
export function valuesOf(counts: readonly LetterCount[], name: keyof LetterFilter, filter: LetterFilter): { value: string; count: number }[] {
  const { [name]: chosen, ...others } = filter;
  // What is chosen stays in the list though nothing of it is left.
  const values = [...new Set([...counts.map((one) => one[name]), ...chosen === undefined ? [] : [chosen]])];
  return values.map((value) => ({ value, count: countOf(counts, { ...others, [name]: value }) })).filter(({ value, count }) => count > 0 || value === chosen).sort((a, b) => b.count - a.count);
}

export const isFiltered = ({ reason, lane }: LetterFilter): boolean => reason !== undefined || lane !== undefined;
