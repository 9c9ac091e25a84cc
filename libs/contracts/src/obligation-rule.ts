import type { Bilingual } from './bilingual';

/** The two ends of a request (协助事项): who asks and who answers. On the wire: do not rename. */
export type Side = 'requester' | 'recipient';
/** 普通, 紧急, 特急. On the wire: do not rename. */
export type Urgency = 'ordinary' | 'urgent' | 'critical';
export type Unit = 'minute' | 'hour' | 'day' | 'workday' | 'month' | 'year';

/** `n: 0` ends the same day. `restDay` (default `next`): `same` for custody, which no holiday lengthens (刑事诉讼法 art. 105). */
export interface Limit { n: number; unit: Unit; restDay?: 'next' | 'same' }

/** Where a rule comes from. `policy` is a default that an operator may change; `contract` is the request's own date. */
export interface RuleSource { level: 'law' | 'opinion' | 'policy' | 'contract'; document?: string; article?: string; note?: Bilingual }

/** A named milestone as the start or the discharge of an obligation. */
export interface MilestoneRef { milestone: string }
/** The limit is the envelope attribute `until` of the request or of the reply: a date means the end of that day, an instant that instant. */
export interface UntilLimit { until: 'request' | 'reply' }

/**
 * Who owes what by when, under which rule (办理时限).
 * Names are on the wire (notices) and in databases: renaming one breaks stored obligations.
 */
export interface ObligationRule {
  name: string;
  title: Bilingual;
  owedBy: Side;
  /** `deliver` starts at submission, everything else at delivery (送达) or at a milestone. */
  startsAt: 'submitted' | 'delivered' | MilestoneRef;
  limit: Limit | UntilLimit;
  limitByUrgency?: Partial<Record<Urgency, Limit>>;
  /** A milestone that replaces the limit; the new one is counted from that milestone. */
  limitFromMilestone?: Record<string, Limit>;
  /** `any-reply`: any reply or return. An end of the request discharges what is open besides. */
  dischargedBy: Array<'delivered' | 'any-reply' | 'final-reply' | MilestoneRef>;
  /** Only for level policy: a legal limit never pauses. */
  pausedWhile?: 'information_requested';
  /** One more warning, this long after the start; the others are parts of the limit. */
  warnAfter?: Limit;
  extendable?: { longest: Limit; times: number };
  source: RuleSource;
}
