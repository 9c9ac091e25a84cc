import { lastKnown, messageType, sourceOf, type LaneMessage, type MoveName, type RequestContract, type Side } from '@lianzhi/contracts';
import type { DocumentReference, Draft } from '@lianzhi/exchange';
import { childTraceparent, currentTrace, uuidv7 } from '@lianzhi/platform';
import type { DeskRequest, MoveData, SubmittedData } from '../requests/desk-request';

export interface OwnMove {
  move: MoveName;
  data: MoveData | SubmittedData;
  outcome?: string;
  milestone?: string;
  until?: string;
  of?: number;
  documents?: readonly DocumentReference[];
  /** Who acts, when it is the successor of the organisation whose move it is: the documents are its own. */
  by?: string;
  traceparent?: string;
  /** Message id drawn before, so that a repeated call can be recognised. */
  id?: string;
}

/** Its messages go on no lane: the desk is told, and tells, over HTTP. */
export const isLocal = (contract: Pick<RequestContract, 'channel'> | undefined): boolean => contract?.channel === 'http';

/** The next message of that side of the request: as it is folded here, and as it is composed for the other side. Pure but for the id and the trace. */
export function messageOf(request: DeskRequest, own: OwnMove, side: Side, contract: RequestContract, now: number): { message: LaneMessage; draft: Draft } {
  const { move, outcome, milestone, until } = own;
  const [from, to] = side === 'requester' ? [request.from, request.to] : [request.to, request.from];
  const message: LaneMessage = {
    side, move, id: own.id ?? uuidv7(), sequence: lastKnown(request.record, side) + 1, of: own.of ?? (side === 'recipient' ? lastKnown(request.record, 'requester') : undefined), at: now, outcome, milestone, until,
  };
  const draft: Draft = {
    id: message.id, source: sourceOf(from), type: messageType(move), subject: request.id, time: new Date(now).toISOString(),
    dataschema: `urn:lianzhi:contract:${contract.type}:${contract.version}`, recipient: to, requesttype: request.type, urgency: request.urgency,
    sequence: message.sequence, of: message.of, thread: request.thread, follows: move === 'submitted' ? (request.follows ?? undefined) : undefined,
    outcome, milestone, until, traceparent: childTraceparent(own.traceparent ?? currentTrace()?.traceparent),
  };
  return { message, draft };
}
