import { coordinatorOperator, noticeType, sourceOf } from '@lianzhi/contracts';
import type { Draft } from '@lianzhi/exchange';
import type { TrackedRequest } from '../tracking/tracked-request';

/** WARNING: on the wire, in `lianzhi.notice.<kind>.v1`. */
export type NoticeKind = 'warning' | 'breach' | 'escalation' | 'urge' | 'opened' | 'due-changed' | 'resend-requested';

/** What the coordinator tells one organisation about one request 督办通知. */
export interface Notice {
  id: string;
  kind: NoticeKind;
  request: Pick<TrackedRequest, 'id' | 'type' | 'urgency' | 'thread'>;
  /** Organisation code. */
  recipient: string;
  /** Also as an alert at the coordinator: superiors and supervising bodies look there. */
  alert?: boolean;
  obligation?: string;
  round?: number;
  step?: string;
  /** `due-changed`: the new due time, RFC 3339. */
  until?: string;
  resendfrom?: number;
  /** Encrypted to the receiver's operator. */
  body: Readonly<Record<string, unknown>>;
}

/** The attributes of the message that carries the notice. */
export function draftOf({ id, kind, request, recipient, obligation, round, step, until, resendfrom }: Notice): Draft {
  return {
    id, source: sourceOf(coordinatorOperator), type: noticeType(kind), subject: request.id, dataschema: `urn:lianzhi:notice:${kind}:1`,
    recipient, requesttype: request.type, urgency: request.urgency, thread: request.thread,
    ...(obligation !== undefined && { obligation }), ...(round !== undefined && { round }), ...(step !== undefined && { step }), ...(until !== undefined && { until }),
    ...(resendfrom !== undefined && { resendfrom }),
  };
}
