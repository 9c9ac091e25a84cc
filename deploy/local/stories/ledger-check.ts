import type { StorySystem } from './story-system';

/** What a story says of a measure 查控措施 of the court's ledger: `of` names the request that made it, the rest are members of the API; `none` is null. */
export interface ExpectedMeasure { of?: string; [member: string]: unknown }

export interface MeasureSeen { caseNumber: string; [member: string]: unknown }
export interface LedgerSeen { measure?: MeasureSeen; remainingCap?: string }

/** The measure that this request of the court made, and what may still be frozen in its case. */
export async function seeLedger(system: StorySystem, court: string, request: string): Promise<LedgerSeen> {
  const { status, body: measure } = await system.call<MeasureSeen>(court, `/v1/measures/${request}`);
  if (status !== 200) return {};
  const { remainingCap } = await system.get<{ remainingCap: string }>(court, `/v1/measures/summary?case=${encodeURIComponent(measure.caseNumber)}`);
  return { measure, remainingCap };
}

/** What the court's machine has drafted 代拟 about this request. */
export interface DraftSeen { type: string; state: string; about: string | null }

export async function seeDrafts(system: StorySystem, court: string, caseNumber: string, about: string): Promise<DraftSeen[]> {
  const { items } = await system.get<{ items: DraftSeen[] }>(court, `/v1/drafts?limit=200&case=${encodeURIComponent(caseNumber)}`);
  return items.filter((draft) => draft.about === about);
}

/** What the court owes by itself in the case. */
export interface CaseLimitSeen { name: string; state: string; dueAt: string; rule?: { document?: string } }

export async function seeCaseLimits(system: StorySystem, court: string, caseNumber: string): Promise<CaseLimitSeen[]> {
  const { limits = [] } = await system.get<{ limits?: CaseLimitSeen[] }>(court, `/v1/cases/${encodeURIComponent(caseNumber)}`);
  return limits;
}

/** Member by member, as [name, expected, actual]. */
export function measureMembers({ of: _of, ...expected }: ExpectedMeasure, measure: MeasureSeen | undefined): [string, unknown, unknown][] {
  return Object.entries(expected).map(([name, value]) => [`measure ${name}`, value === 'none' ? null : value, measure?.[name]]);
}
