import type { components } from '../api/generated/coordinator';
import type { LetterFilter } from './letter-filter';

export type Decision = 'requeue' | 'discard';
export type Decided = components['schemas']['DeadLetterDecisions'];

/** What a decision is about: those that were chosen, or all that meet a filter, as many as there were when it was asked for. */
export type Touched = { ids: readonly string[] } | { where: LetterFilter; count: number };

/** As many as one call decides about. */
const MOST = 200;

/**
 * Decides about any number, call after call, the oldest first. Ends early when `stopped` says so: what was decided by then stays decided.
 * @param post one call of the interface @param told after each call: how many were judged
 */
export async function decideMany(touched: Touched, post: (which: object) => Promise<Decided>, told: (judged: number) => void, stopped: () => boolean): Promise<{ judged: number; decided: number; kept: string[] }> {
  const total = { judged: 0, decided: 0, kept: [] as string[] };
  const take = ({ items, decided }: Decided): void => {
    total.judged += items.length;
    total.decided += decided;
    total.kept.push(...items.filter(({ outcome }) => outcome !== 'decided').map((one) => one.reason ?? one.outcome));
    told(total.judged);
  };
  if ('ids' in touched) {
    for (let from = 0; from < touched.ids.length && !stopped(); from += MOST) take(await post({ ids: touched.ids.slice(from, from + MOST) }));
    return total;
  }
  // What comes in meanwhile was not asked about: it ends with as many as there were.
  for (let after: string | null | undefined; after !== null && total.judged < touched.count && !stopped();) {
    const answer: Decided = await post({ where: touched.where, ...(after !== undefined && { after }) });
    take(answer);
    after = answer.next;
  }
  return total;
}
