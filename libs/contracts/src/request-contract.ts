import type { Bilingual } from './bilingual';
import type { FieldSet } from './fields/field-set';
import type { DraftRule } from './draft-rule';
import type { FollowRule } from './follow-rule';
import type { Issue } from './issue';
import type { CaseMoneyRule, HandedOverRule, MeasureRule } from './measures';
import type { ObligationRule, Side, Urgency } from './obligation-rule';
import type { RelationRule } from './relation-rule';
import type { WatchRule } from './watch-rule';

export type { Bilingual } from './bilingual';
export type { Issue } from './issue';
export type { Limit, ObligationRule, RuleSource, Side, Unit, UntilLimit, MilestoneRef, Urgency } from './obligation-rule';

/** Which outcomes a reply may state (see outcomes.ts). */
export type OutcomeKind = 'query' | 'control' | 'search' | 'decision' | 'service';
export type SubjectKind = 'person' | 'company';

/** Moves that may carry a milestone. `request`: a fact of the request that decides a limit, told by its details (see `impliedByRequest`). `measure-change` is the recipient's only move after its final reply. */
export type MilestoneMove = 'request' | 'accept' | 'reply' | 'supplement' | 'withdrawal' | 'measure-change';

/** A named step that starts or discharges an obligation. Its name is the envelope attribute `milestone`. */
export interface MilestoneRule {
  name: string;
  title: Bilingual;
  by: Side;
  on: MilestoneMove[];
  /** A final reply with one of these outcomes that names no milestone counts as this one: see `milestoneOf`. */
  impliedBy?: { outcomes: readonly string[] };
  /** A request whose details say one of these carries this one, so that who sees attributes alone (the coordinator) counts alike: see `milestoneOfRequest`. */
  impliedByRequest?: { field: string; values: readonly string[] };
  /** Raised at once by the desk that takes the message, without the coordinator. */
  alert?: { to: Side; level: 'critical' | 'warning' };
  /** Whoever names it says why, in `details.reason` or `details.note`. */
  needsReason?: true;
  /** The recipient's desk tells it to whomever the recipient has asked something itself in the same thread (docs/decisions/012). By the requester, on supplements. */
  passesOn?: true;
}

export type DocumentMove = 'request' | 'accept' | 'reply' | 'supplement' | 'measure-change';

/** `kind` is the Chinese name of the document. The required ones go with the request unless `on` says otherwise. */
export interface DocumentRule {
  kind: string;
  title: Bilingual;
  required: boolean;
  /** Required as well when that field of the details has that value. */
  requiredWhen?: { field: string; equals: string | boolean };
  /** Required as well with a final reply of one of these outcomes, or with one of these milestones: the text of the law gives that answer its paper (文书). */
  requiredWith?: { outcomes?: readonly string[]; milestones?: readonly string[] };
  /** Kinds of which any one serves instead (a summons 拘传票 instead of a detention decision). */
  alternatives?: string[];
  on?: DocumentMove[];
}

/** What the cross-field rules may look at besides the body. `businessDate` is YYYY-MM-DD in Asia/Shanghai. */
export interface CheckContext { businessDate: string }

export interface PersonSubject { kind: 'person'; name: string; idNumber: string }
export interface CompanySubject { kind: 'company'; name: string; creditCode: string }
export type Subject = PersonSubject | CompanySubject;

/** A handling officer (经办人员) with work card (工作证) and duty card (执行公务证) numbers. */
export interface Officer { name: string; workCard: string; dutyCard: string }

/** Dates and instants of examples follow the business clock, so that no example goes stale. */
export interface ExampleClock {
  /** YYYY-MM-DD, Asia/Shanghai. */
  today: string;
  /** `today` plus n calendar days. */
  days(n: number): string;
  /** Now plus n hours (may be negative), RFC 3339 with +08:00. */
  instant(hours: number): string;
}

export type Details = Record<string, unknown>;

/** Exactly what `POST /v1/requests` takes once `to`, `caseNumber` and the ids of the documents (here: their kinds) are filled in. */
export interface RequestExample<D = Details> {
  type: string; to: string; caseNumber: string; urgency: Urgency;
  subject: Subject; details: D; officers: Officer[]; documents: string[];
}

/** Exactly what `POST /v1/requests/{id}/replies` takes; `documents` are kinds. */
export interface ReplyExample<D = Details> {
  final: boolean; outcome?: string; milestone?: string; details: D; documents?: string[];
}

/** The parts of a request body that a contract's own rule may look at (already checked field by field). */
export interface CheckedSubmission<D = Details> { urgency: Urgency; subject: Subject; details: D; follows?: string }
export interface CheckedReply<D = Details> { final: boolean; outcome?: string; milestone?: string; details: D }

/**
 * A request type (事项类型) as a value: everything that validation, API documents, topics, forms, time limits and
 * reports are derived from. Made only by `defineRequest`. `type`, milestone, obligation and field names are on the wire.
 */
export interface RequestContract<Q = Details, R = Details> {
  readonly type: string;
  readonly version: number;
  readonly title: Bilingual;
  readonly kind: OutcomeKind;
  /** `http`: its requesters have no lane; they ask over HTTP at the desk that answers, and no message of it goes on the bus. */
  readonly channel: 'lane' | 'http';
  /** Agency codes. */
  readonly requesters: readonly string[];
  readonly responders: readonly string[];
  /** Which of them may ask which one; left out: each may ask all. */
  readonly requester?: RelationRule;
  readonly subjectKinds: readonly SubjectKind[];
  /** In whose case a requester that keeps cases may send it: in its own, or (a court that supervises another) in any court's. */
  readonly caseOf: 'requester' | 'any';
  /** Detail field that names the debtor where the subject is another person (a legal representative 法定代表人). Left out: the subject is the debtor. */
  readonly debtorNamedIn?: string;
  /** `details` of the request. */
  readonly request: FieldSet<Q>;
  /** `details` of replies, the common fields of the outcome kind included. */
  readonly reply: FieldSet<R>;
  /** Outcome → names of the reply fields that it requires. */
  readonly replyRequires: Readonly<Record<string, readonly string[]>>;
  /** Names of the detail fields that become the envelope's `until`. */
  readonly until?: { readonly request?: string; readonly reply?: string };
  readonly documents: readonly DocumentRule[];
  readonly officers: { readonly min: number };
  readonly milestones: readonly MilestoneRule[];
  readonly watch?: WatchRule;
  /** `deliver` and `accept` included. */
  readonly obligations: readonly ObligationRule[];
  /** Request types that a request of this type may name in `follows`, besides its own after a return. */
  readonly follows: readonly string[];
  /** Earlier type → when it allows this one; a type that is not named allows it at once. Judged by `mayFollow`. */
  readonly followsWhen: Readonly<Record<string, FollowRule>>;
  /** Earlier type → how a request of this type is drafted 代拟 for its sender as soon as `followsWhen` allows it. */
  readonly draftedAfter: Readonly<Record<string, DraftRule>>;
  /** What becomes of it when the debtor has performed 履行完毕: `withdraw` = it has lost its purpose, the court withdraws it. */
  readonly onPerformance: 'withdraw' | 'keep';
  /** Final outcomes after which it does not close by itself, because its thread goes on: the requester closes it. */
  readonly staysAnsweredAfter: readonly string[];
  /** What its replies do to the requester's ledger of measures (查控措施台账). */
  readonly measure?: MeasureRule;
  /** Which measures of the ledger go to another court with it. */
  readonly handsOver?: HandedOverRule;
  readonly caseMoney?: CaseMoneyRule;
  checkRequest(body: CheckedSubmission<Q>, context: CheckContext): Issue[];
  checkReply(body: CheckedReply<R>, context: CheckContext): Issue[];
  example(at: ExampleClock): RequestExample<Q>;
  /** By outcome; a key such as `found:held` is a further example of that outcome with that milestone. */
  replyExamples(at: ExampleClock): Record<string, ReplyExample<R>>;
}
