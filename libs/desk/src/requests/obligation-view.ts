import {
  atRiskFrom, dueOf, shownRule, toShanghaiIso,
  type Bilingual, type Calendar, type DerivationStep, type Limit, type ObligationRecord, type RequestContract, type ShownRule,
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
  /** From when on it is at risk; null while pending. */
  atRiskFrom: string | null;
  /** How long it runs; null while pending and where a date in the request or the reply ends it. */
  limit: Limit | null;
  /** Paused since then: what was left stays until it goes on. */
  pausedAt?: string;
  /** The document that sets the limit, or `policy` or `contract` where none does. */
  source: string;
  /** The row of the rule table that was in force when the clock started. */
  rule?: ShownRule;
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
  const title = contract?.obligations.find(({ name }) => name === record.name)?.title;
  const rule = shownRule(record, contract);
  return {
    name: record.name,
    ...(title && { title }),
    owedBy: parties[record.owedBy],
    state: shownState(record, context),
    startedAt: iso(record.startedAt),
    dueAt: iso(record.dueAt),
    atRiskFrom: iso(atRiskFrom(record, context.calendar) ?? null),
    limit: record.limit !== null && 'unit' in record.limit ? record.limit : null,
    ...(record.state === 'paused' && record.pausedAt !== undefined && { pausedAt: toShanghaiIso(record.pausedAt) }),
    source: rule?.document ?? rule?.level ?? 'policy',
    ...(rule && { rule }),
    derivation: dueOf(record, context)?.derivation ?? [],
    round: record.round,
    ...(record.provisional && { provisional: true as const }),
    ...(record.extendedUntil !== undefined && { extendedUntil: record.extendedUntil }),
    ...(record.dischargedAt !== undefined && { dischargedAt: toShanghaiIso(record.dischargedAt) }),
    ...(wasLate(record) && { late: true as const }),
  };
}

/** What a record has become by `now`: nothing is stored when a due instant passes, so nothing can be missed. */
export function shownState(record: ObligationRecord, { now, calendar }: Pick<ObligationContext, 'now' | 'calendar'>): ObligationState {
  const warned = record.state === 'running' ? atRiskFrom(record, calendar) : undefined;
  if (warned === undefined) return record.state;
  if (now > record.dueAt!) return 'breached';
  return now >= warned ? 'at_risk' : 'running';
}

const iso = (ms: number | null): string | null => (ms === null ? null : toShanghaiIso(ms));

const wasLate = ({ dischargedAt, dueAt }: ObligationRecord): boolean => dischargedAt !== undefined && dueAt !== null && dischargedAt > dueAt;
