import { emptyRecord, organisationOf, urgencies, type EventAttributes, type RequestRecord, type Side, type Urgency } from '@lianzhi/contracts';

/** A request as the coordinator knows it: attributes only, never what was asked or answered. */
export interface TrackedRequest {
  id: string;
  type: string;
  urgency: Urgency;
  /** Organisation codes of requester and recipient. */
  from: string;
  to: string;
  thread: string;
  follows: string | null;
  record: RequestRecord;
  /** What has been called, see `callKey`. */
  called: string[];
  /** Business time of the last message or call, ms. */
  updatedAt: number;
}

/** The request that a message of that side is about; creatable from any message, since the two lanes come independently. */
export function trackedFrom(attributes: EventAttributes, side: Side): TrackedRequest {
  const urgency = Object.hasOwn(urgencies, attributes.urgency) ? (attributes.urgency as Urgency) : 'ordinary';
  const sender = organisationOf(attributes.source) ?? '';
  return {
    id: attributes.subject, type: attributes.requesttype, urgency,
    from: side === 'requester' ? sender : attributes.recipient,
    to: side === 'requester' ? attributes.recipient : sender,
    thread: attributes.thread, follows: attributes.follows ?? null,
    record: emptyRecord(attributes.requesttype, urgency), called: [], updatedAt: 0,
  };
}

export const organisationAt = (request: Pick<TrackedRequest, 'from' | 'to'>, side: Side): string => (side === 'requester' ? request.from : request.to);
