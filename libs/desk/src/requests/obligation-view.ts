import {
  computeDue, toShanghaiIso, WARNING_FRACTIONS, warningInstant,
  type Bilingual, type Calendar, type DerivationStep, type ObligationRecord, type RequestContract, type RuleSource,
} from '@lianzhi/contracts';

/** As shown; `at_risk` and `breached` are what a running one has become by now. In the API: do not rename. */
export const obligationStates = ['pending', 'running', 'paused', 'at_risk', 'breached', 'discharged'] as const;
export type ObligationState = (typeof obligationStates)[number];

export interface ObligationView {
  name: string;
  title?: Bilingual;
  /** Organisation code. */
  owedBy: string;
  state: ObligationState;
  /** RFC 3339 in +08:00; null while pending. */
  startedAt: string | null;
  dueAt: string | null;
  /** The document that sets the limit, or `policy` or `contract` where none does. */
  source: string;
  rule?: RuleSource;
  /** How the due time came about; empty while pending. */
  derivation: DerivationStep[];
  /** Grows when it is started again (an objection, a second hit). */
  round: number;
  /** The due time lies in a year whose holiday notice is not published. */
  provisional?: true;
  extendedUntil?: string;
  dischargedAt?: string;
  /** Discharged after it was due. */
  late?: true;
}

export interface ObligationContext {
  /** Undefined for a type that this desk no longer knows. */
  contract: RequestContract | undefined;
  calendar: Calendar;
  /** Business time, ms. */
  now: number;
  /** Organisation codes of the two sides. */
  parties: Record<ObligationRecord['owedBy'], string>;
}

/** One obligation 义务 as an officer reads it at `now`. */
export function obligationView(record: ObligationRecord, context: ObligationContext): ObligationView {
  const { contract, parties } = context;
  const rule = contract?.obligations.find(({ name }) => name === record.name);
  return {
    name: record.name,
    ...(rule && { title: rule.title }),
    owedBy: parties[record.owedBy],
    state: shownState(record, context),
    startedAt: iso(record.startedAt),
    dueAt: iso(record.dueAt),
    source: rule?.source.document ?? rule?.source.level ?? 'policy',
    ...(rule && { rule: rule.source }),
    derivation: derivationOf(record, context.calendar, rule?.source),
    round: record.round,
    ...(record.provisional && { provisional: true as const }),
    ...(record.extendedUntil !== undefined && { extendedUntil: record.extendedUntil }),
    ...(record.dischargedAt !== undefined && { dischargedAt: toShanghaiIso(record.dischargedAt) }),
    ...(wasLate(record) && { late: true as const }),
  };
}

/** What a record has become by `now`: nothing is stored when a due instant passes, so nothing can be missed. */
export function shownState({ state, startedAt, dueAt, limit }: ObligationRecord, { now, calendar }: Pick<ObligationContext, 'now' | 'calendar'>): ObligationState {
  if (state !== 'running' || startedAt === null || dueAt === null || limit === null) return state;
  if (now > dueAt) return 'breached';
  const atRiskFrom = warningInstant({ startedAt, dueAt, limit, calendar, fraction: WARNING_FRACTIONS[1] });
  return now >= atRiskFrom ? 'at_risk' : 'running';
}

const iso = (ms: number | null): string | null => (ms === null ? null : toShanghaiIso(ms));

const wasLate = ({ dischargedAt, dueAt }: ObligationRecord): boolean => dischargedAt !== undefined && dueAt !== null && dischargedAt > dueAt;

function derivationOf({ startedAt, limit, pauses, extendedUntil }: ObligationRecord, calendar: Calendar, article?: RuleSource): DerivationStep[] {
  if (startedAt === null || limit === null) return [];
  return computeDue({ startedAt, limit, calendar, pauses, extendedUntil, article }).derivation;
}
