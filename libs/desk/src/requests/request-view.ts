import {
  bookedTime, isEnded, provisionalCore, toShanghaiIso, turn, unconfirmed,
  type Bilingual, type Calendar, type FoldContext, type RequestContract, type RequestCore, type RequestFlag, type RequestState, type RuleTable, type Urgency,
} from '@lianzhi/contracts';
import type { Box, DeskRequest, Handler } from './desk-request';
import { obligationView, type ObligationView } from './obligation-view';

/** Subject as lists show it: its number masked. */
export type MaskedSubject = { kind: string; name: string; idNumber?: string; creditCode?: string };

/** One request as the API gives it. Instants are RFC 3339 in +08:00, organisations their codes. In the API: do not rename. */
export interface RequestView {
  id: string;
  type: string;
  title?: Bilingual;
  state: RequestState;
  flags: RequestFlag[];
  from: string;
  to: string;
  /** Of an end that is closed: who acts for it now. */
  successors?: Record<string, string>;
  thread: string;
  follows: string | null;
  caseNumber: string;
  urgency: Urgency;
  box: Box;
  submittedAt: string;
  deliveredAt: string | null;
  answeredAt: string | null;
  endedAt: string | null;
  /** When an answered request closes by itself. */
  closesAt: string | null;
  updatedAt: string;
  subject: MaskedSubject | null;
  /** Who has it in hand, of one's own organisation; null while nobody has claimed it. */
  handler: Handler | null;
  /** The organisation whose turn it is 轮到谁; null once ended. */
  turn: string | null;
  /** Outcome of the latest reply. */
  outcome?: string;
  /** Organisation → seconds of the request booked to it so far. */
  bookedTime: Record<string, number>;
  obligations: ObligationView[];
  /** The requester's moves that the recipient has not confirmed yet (flag `unconfirmed`). */
  unconfirmed?: string[];
  /** Business time of this answer. */
  serverNow: string;
}

export interface ViewContext {
  /** Undefined for a type that this desk no longer knows. */
  contract: RequestContract | undefined;
  calendar: Calendar;
  rules?: RuleTable;
  /** GB/T 2260 codes of the two ends. */
  regions?: FoldContext['regions'];
  /** Closed ends of the request and who acts for them. */
  successors?: Record<string, string>;
  /** Business time, ms. */
  now: number;
}

/** What is shown of a request at `now`. Time passes without any row changing, so lateness is worked out here and stored nowhere. */
export function requestView(request: DeskRequest, context: ViewContext): RequestView {
  const { contract, now } = context;
  const core = shownCore(request, context);
  const ended = isEnded(request.state);
  const parties = { requester: request.from, recipient: request.to };
  const obligations = core.obligations.map((record) => obligationView(record, { ...context, parties }));
  const pending = request.box === 'sent' ? unconfirmed(request.record).map(({ move }) => move) : [];
  return {
    id: request.id, type: request.type, ...(contract && { title: contract.title }),
    state: request.state, flags: flagsOf(request, core, obligations, pending),
    from: request.from, to: request.to, ...(context.successors && Object.keys(context.successors).length > 0 && { successors: context.successors }), thread: request.thread, follows: request.follows,
    caseNumber: request.caseNumber, urgency: request.urgency, box: request.box,
    submittedAt: toShanghaiIso(request.submittedAt), deliveredAt: iso(core.deliveredAt), answeredAt: iso(core.answeredAt), endedAt: iso(core.endedAt),
    closesAt: iso(request.closesAt), updatedAt: toShanghaiIso(request.updatedAt),
    subject: maskedSubject(request),
    handler: request.handler ?? null,
    turn: ended ? null : parties[turn(core)],
    ...(core.outcome !== undefined && { outcome: core.outcome }),
    bookedTime: bookedSeconds(core, parties, now),
    obligations,
    ...(pending.length > 0 && { unconfirmed: pending }),
    serverNow: toShanghaiIso(now),
  };
}

/** The requester sees its own moves at once, the recipient what it has ordered itself. */
export function shownCore({ record, box }: DeskRequest, { contract, calendar, rules, regions }: ViewContext): RequestCore {
  return box === 'sent' && contract ? provisionalCore(record, { contract, calendar, rules, regions }) : record.core;
}

/** Flags that come and go with time or with the record are worked out; the others are as stored. */
const derived: readonly RequestFlag[] = ['overdue', 'at_risk', 'unconfirmed', 'late_published'];

function flagsOf({ flags }: DeskRequest, core: RequestCore, obligations: ObligationView[], pending: string[]): RequestFlag[] {
  const has = (state: ObligationView['state']): boolean => obligations.some((obligation) => obligation.state === state);
  return [
    ...(has('breached') ? ['overdue' as const] : []),
    ...(has('at_risk') ? ['at_risk' as const] : []),
    ...(pending.length > 0 ? ['unconfirmed' as const] : []),
    ...(core.late || flags.includes('late_published') ? ['late_published' as const] : []),
    ...flags.filter((flag) => !derived.includes(flag)),
  ];
}

function maskedSubject({ subject }: DeskRequest): MaskedSubject | null {
  if (subject === null) return null;
  const { kind, name, number } = subject;
  return { kind, name, [kind === 'company' ? 'creditCode' : 'idNumber']: number };
}

/** Whole seconds that sum to the whole seconds of the request's age. */
function bookedSeconds(core: RequestCore, parties: Record<'requester' | 'recipient', string>, now: number): Record<string, number> {
  const booked = bookedTime(core, now);
  const requester = Math.floor(booked.requester / 1000);
  return { [parties.requester]: requester, [parties.recipient]: Math.floor((booked.requester + booked.recipient) / 1000) - requester };
}

const iso = (ms: number | null): string | null => (ms === null ? null : toShanghaiIso(ms));
