import { toShanghaiIso, type Details, type Officer, type Subject } from '@lianzhi/contracts';
import type { DocumentReference } from '@lianzhi/exchange';
import type { OpenedMessage } from '../desk-core';
import type { OnDuty } from '../duty/duty-roster';
import type { ComingStep } from './coming-steps';
import type { RequestView } from './request-view';

/** A reply 反馈 as both ends read it. */
export interface ReplyView {
  at: string;
  final: boolean;
  /** Null where an interim reply states none. */
  outcome: string | null;
  milestone: string | null;
  /** End of the measure that it created. */
  until?: string;
  /** Null when the data of the message could not be used. */
  details: Details | null;
  documents: DocumentReference[];
  /** `dead`: it counts, but its data could not be used. */
  standing: OpenedMessage['standing'];
}

/** What only the two ends of a request may read: nothing in it is masked. */
export interface RequestDetail extends Omit<RequestView, 'subject'> {
  subject: Subject | RequestView['subject'];
  details: Details | null;
  officers: Officer[];
  documents: DocumentReference[];
  replies: ReplyView[];
  /** Why it was handed back, and what was missing. */
  returned?: { at: string; reason?: string; missing: string[] };
  /** The moves that one's own side may make now, as the last parts of their paths. */
  allowed: string[];
  /** Warnings, breach and escalations that will be called if nothing happens before. */
  coming: ComingStep[];
  /** Who is on duty in one's own organisation, while something is owed that cannot wait (a debtor is held). */
  onDuty?: OnDuty[];
}

export interface TimelineItem {
  /** Message id. */
  id: string;
  at: string;
  move: string;
  side: OpenedMessage['side'];
  /** Organisation code. */
  by: string;
  sequence: number | null;
  standing: OpenedMessage['standing'];
  /** Published later than the grace allows, so its arrival counts. */
  late?: true;
  outcome?: string;
  milestone?: string;
  until?: string;
  details?: Details;
  documents?: DocumentReference[];
  reason?: string;
  missing?: string[];
  question?: string;
  note?: string;
  code?: string;
}

/** The view with what was asked and answered, from the messages of the request. */
export function requestDetail(view: RequestView, messages: readonly OpenedMessage[], { allowed, coming }: Pick<RequestDetail, 'allowed' | 'coming'>): RequestDetail {
  const asked = messages.find(({ move }) => move === 'submitted')?.data;
  const handedBack = messages.findLast(({ move, standing }) => move === 'returned' && standing !== 'rejected');
  return {
    ...view, allowed, coming,
    subject: asked?.subject ?? view.subject,
    details: asked?.details ?? null,
    officers: asked?.officers ?? [],
    documents: asked?.documents ?? [],
    // A reply shows together with the state that it makes, never before.
    replies: messages.filter(({ move, standing }) => (move === 'interim-replied' || move === 'answered') && (standing === 'confirmed' || standing === 'dead')).map(replyView),
    ...(handedBack && { returned: { at: toShanghaiIso(handedBack.at), ...(handedBack.data?.reason && { reason: handedBack.data.reason }), missing: handedBack.data?.missing ?? [] } }),
  };
}

function replyView({ move, at, outcome, milestone, until, data, standing }: OpenedMessage): ReplyView {
  return {
    at: toShanghaiIso(at), final: move === 'answered', outcome: outcome ?? null, milestone: milestone ?? null, ...(until !== undefined && { until }),
    details: data === null ? null : (data.details ?? {}), documents: data?.documents ?? [], standing,
  };
}

/** Every message of the request, refused and failed ones included, in order of time. */
export function timeline(messages: readonly OpenedMessage[]): TimelineItem[] {
  return messages.map(({ id, at, move, side, by, sequence, standing, late, outcome, milestone, until, data }) => ({
    id, at: toShanghaiIso(at), move, side, by, sequence, standing,
    ...(late && { late: true as const }),
    ...(outcome !== undefined && { outcome }), ...(milestone !== undefined && { milestone }), ...(until !== undefined && { until }),
    ...(data !== null && shown(data)),
  }));
}

function shown({ details, documents, reason, missing, question, note, code }: NonNullable<OpenedMessage['data']>): Partial<TimelineItem> {
  return {
    ...(details && { details }), ...(documents && documents.length > 0 && { documents }), ...(reason !== undefined && { reason }),
    ...(missing && { missing }), ...(question !== undefined && { question }), ...(note !== undefined && { note }), ...(code !== undefined && { code }),
  };
}
