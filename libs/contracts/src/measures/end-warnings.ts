import { addDays, addMonths, endOfDay, startOfDay } from '../shanghai-time';
import type { Measure } from './fold-measure';
import { measureKind } from './measure-kinds';
import type { RenewalDraft } from './measure-rule';

/** One call about the end of a measure: so many days before it, or `end` when it has passed. WARNING: the names are stored. */
export interface EndWarning { step: string; /** Days before the end; null for `end`. */ days: number | null; /** ms */ at: number }

/** The calls about the end of a measure in effect, in order of time; those from before that end was set are left out. */
export function endWarnings({ kind, state, until, since }: Pick<Measure, 'kind' | 'state' | 'until' | 'since'>): EndWarning[] {
  if (state !== 'in_effect' || until === null) return [];
  const { warnings, renewable } = measureKind(kind);
  const before = warnings.map((days): EndWarning => ({ step: String(days), days, at: startOfDay(addDays(until, -days)) }));
  return [...before, ...renewable ? [{ step: 'end', days: null, at: endOfDay(until) }] : []].filter(({ at }) => since === null || at > since);
}

/** Days on which the warnings stand, as shown. */
export const warningDays = ({ kind, until }: Pick<Measure, 'kind' | 'until'>): string[] => (until === null ? [] : measureKind(kind).warnings.map((days) => addDays(until, -days)));

/** The days that a renewal asks for: from the day after the end, as long as the law allows, or as long as before. */
export function nextTerm({ until, term }: { until: string; term: number | null }, { months }: Pick<RenewalDraft, 'months'>): { from: string; until: string } {
  const from = addDays(until, 1);
  return { from, until: months === undefined ? addDays(until, Math.max(term ?? 1, 1)) : addDays(addMonths(from, months), -1) };
}
