import { dueOf, preservationClocks, preservationLimits, shownRule, toShanghaiIso, type Calendar, type RequestContract } from '@lianzhi/contracts';
import type { EnforcementCase } from './enforcement-case';

/** `late`: done after its end. WARNING: on the API. */
export type CaseLimitState = 'running' | 'overdue' | 'met' | 'late';

const iso = (at: number | null | undefined): string | null => (at === null || at === undefined ? null : toShanghaiIso(at));

/** What the court owes by itself in this case, each limit with its rule and how its end was found 推算过程. */
export function caseLimitsOf({ preservation }: EnforcementCase, calendar: Calendar, now: number) {
  if (!preservation) return [];
  return preservationClocks(preservation, calendar).map((clock) => {
    const { name, startedAt, dueAt, dischargedAt, provisional } = clock;
    const end = dischargedAt ?? now;
    const inTime = dueAt === null || end <= dueAt;
    const state: CaseLimitState = dischargedAt === undefined ? (inTime ? 'running' : 'overdue') : inTime ? 'met' : 'late';
    const derivation = dueOf(clock, { contract: preservationLimits as RequestContract, calendar })?.derivation ?? [];
    return {
      name, title: preservationLimits.obligations.find((one) => one.name === name)!.title, state, startedAt: iso(startedAt), dueAt: iso(dueAt), doneAt: iso(dischargedAt),
      ...(provisional && { provisional: true as const }), rule: shownRule(clock, preservationLimits), derivation,
    };
  });
}
