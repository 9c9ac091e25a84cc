import type { ObligationView } from '../api/request-types';

type Step = ObligationView['derivation'][number];

/** One day of the strip that shows how a time limit is counted. */
export interface StripDay { date: string; kind: 'start' | 'rest' | 'counted' | 'end'; steps: Step[] }

const kinds: Record<string, StripDay['kind']> = { start: 'start', 'not-counted': 'start', 'rest-day': 'rest', counted: 'counted', 'make-up-workday': 'counted', rolled: 'counted', extension: 'counted', end: 'end' };
const MOST = 7;

/** The days that the derivation speaks of, each once, as the last step about it says; the first and the last of a long count. */
export function stripOf(derivation: readonly Step[]): StripDay[] {
  const days = new Map<string, StripDay>();
  for (const step of derivation) {
    const kind = kinds[step.step];
    if (step.date === undefined || kind === undefined) continue;
    const known = days.get(step.date);
    days.set(step.date, { date: step.date, kind, steps: [...(known?.steps ?? []), step] });
  }
  const all = [...days.values()].sort((a, b) => a.date.localeCompare(b.date));
  return all.length <= MOST ? all : [...all.slice(0, 3), ...all.slice(-(MOST - 3))];
}
