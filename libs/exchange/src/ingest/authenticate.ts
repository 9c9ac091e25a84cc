import { documentChunkType, organisationOf, parseLane, type Lane, type LianzhiEvent } from '@lianzhi/contracts';
import type { ReceivedRecord } from '../bus/message-bus';
import type { Directory } from '../directory';
import type { BatchVerifier, RefusalKind } from '../signature';

/** Why a message is not believed. WARNING: reasons are stored with dead letters. */
export type Disbelief =
  | RefusalKind | 'wrong-key' // the key of another operator than the one that writes this lane
  | 'foreign-lane' | 'wrong-lane' | 'wrong-record-key' | 'unknown-organisation' | 'not-its-operator' | 'not-this-operator' | 'clock-offset';

export interface AuthenticateContext {
  directory: Directory;
  verifier: BatchVerifier;
  /** Messages may carry `clockoffset` (local and test mode only). */
  allowClockOffset: boolean;
}

/**
 * Believes a message only if its signature holds for this topic, the key belongs to the operator that writes this lane,
 * that operator speaks for the sender, and the receiver is one of the reading operator's. Returns what was signed, or why not.
 */
export function authenticate(event: LianzhiEvent, record: ReceivedRecord, context: AuthenticateContext): Buffer | Disbelief {
  const lane = parseLane(record.topic);
  if (!lane) return 'foreign-lane';
  if (kindOf(event.type) !== lane.kind) return 'wrong-lane';
  const verdict = context.verifier.verify(event, record.topic, context.directory.keysAt(record.appendedAt));
  if (verdict.kind !== 'ok') return verdict.kind;
  if (verdict.key.operator !== lane.from) return 'wrong-key';
  if (record.key !== event.subject) return 'wrong-record-key';
  if (event.clockoffset !== undefined && !context.allowClockOffset) return 'clock-offset';
  return (lane.kind === 'notices' ? undefined : speaksFor(event, lane, context.directory)) ?? verdict.leaf;
}

/** A notice on a lane of requests would be a desk that speaks as the coordinator; a reply among the documents one that the coordinator never sees. */
function kindOf(type: string): Lane['kind'] {
  if (type === documentChunkType) return 'documents';
  return type.startsWith('lianzhi.notice.') ? 'notices' : 'exchange';
}

export function speaksFor(event: LianzhiEvent, lane: Lane, directory: Directory): Disbelief | undefined {
  const sender = directory.organisation(organisationOf(event.source) ?? '');
  const recipient = directory.organisation(event.recipient);
  if (!sender || !recipient) return 'unknown-organisation';
  if (sender.operator !== lane.from) return 'not-its-operator';
  return recipient.operator === lane.to ? undefined : 'not-this-operator';
}
