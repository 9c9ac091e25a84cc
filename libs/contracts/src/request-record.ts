import type { MoveName, RequestState } from './lifecycle';
import type { Limit, Side, Urgency } from './obligation-rule';
import type { RuleRow } from './rules';

/** What the fold needs of a message: attributes only, so the coordinator folds exactly as the desks do. */
export interface LaneMessage {
  side: Side;
  move: MoveName;
  /** Message id. */
  id: string;
  sequence: number;
  of?: number;
  /** When it counts as sent, ms: its `time`, or the broker's append time when it was published late (design §3). */
  at: number;
  late?: boolean;
  outcome?: string;
  milestone?: string;
  until?: string;
}

/** One obligation 义务 of one request. `round` grows when it is started again (an objection, a second hit). */
export interface ObligationRecord {
  name: string;
  owedBy: Side;
  round: number;
  state: 'pending' | 'running' | 'paused' | 'discharged';
  /** ms; null while pending. */
  startedAt: number | null;
  dueAt: number | null;
  /** The due time lies in a year without a published calendar. */
  provisional?: boolean;
  dischargedAt?: number;
  /** The move that discharged it: an objection starts again what `answered` did. */
  dischargedBy?: MoveName;
  limit: Limit | { until: string } | null;
  /** A milestone that came before the clock started and decides its limit. */
  setBy?: string;
  /** Id of the rule that the limit comes from; absent while pending, and in records of an earlier version. */
  rule?: string;
  /** The row itself where it is not the contract's: it was in force when the clock started, and a later row changes nothing. */
  row?: RuleRow;
  extendedUntil?: string;
  extensions?: number;
  pauses?: { from: number; to: number }[];
  pausedAt?: number;
}

/** What was decided in one order by all three sides. */
export interface RequestCore {
  state: RequestState | 'none';
  obligations: ObligationRecord[];
  /** Moves already made that may be made only once. */
  done: MoveName[];
  submittedAt: number | null;
  deliveredAt: number | null;
  answeredAt: number | null;
  endedAt: number | null;
  outcome?: string;
  /** The end that the request asks for (watch, appointment), and that of the measure created. */
  until?: string;
  late?: boolean;
  /** Seconds of the request booked to each side, in ms, up to `bookedUntil`. */
  booked: Record<Side, number>;
  bookedUntil: number | null;
}

/**
 * A request as one service knows it: what the recipient's journal has ordered (`core`), and what stands beside that
 * order still: the requester's messages not yet named by an `of`, and messages that came before their predecessors.
 */
export interface RequestRecord {
  type: string;
  urgency: Urgency;
  core: RequestCore;
  /** Highest sequence of the requester that has its place. */
  placed: number;
  /** Highest sequence of the recipient that has been folded. */
  folded: number;
  waiting: { requester: LaneMessage[]; recipient: LaneMessage[] };
  /** The requester's messages that the recipient refused; a later `taken` may still name one (requeue). */
  refused: LaneMessage[];
}

export function emptyRecord(type: string, urgency: Urgency): RequestRecord {
  return {
    type, urgency,
    core: {
      state: 'none', obligations: [], done: [], submittedAt: null, deliveredAt: null, answeredAt: null, endedAt: null,
      booked: { requester: 0, recipient: 0 }, bookedUntil: null,
    },
    placed: 0, folded: 0, waiting: { requester: [], recipient: [] }, refused: [],
  };
}
