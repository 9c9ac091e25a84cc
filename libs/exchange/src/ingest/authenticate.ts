import { organisationOf, parseLane, type LianzhiEvent } from '@lianzhi/contracts';
import type { ReceivedRecord } from '../bus/message-bus';
import type { Directory } from '../directory';
import { type BatchVerifier, leafBytes } from '../signature';
import { attributesOf } from '../journal/event-bytes';

/** Why a message is not believed. WARNING: reasons are stored with dead letters. */
export type Disbelief =
  | 'malformed-proof' | 'unknown-key' | 'revoked-key' | 'wrong-path' | 'wrong-signature' | 'unknown-algorithm'
  | 'foreign-lane' | 'unknown-organisation' | 'not-its-operator' | 'not-this-operator' | 'wrong-key' | 'clock-offset';

export interface AuthenticateContext {
  directory: Directory;
  verifier: BatchVerifier;
  /** Messages may carry `clockoffset` (local and test mode only). */
  allowClockOffset: boolean;
}

/**
 * Believes a message only if its signature holds for this topic, the key belongs to the operator that writes this lane,
 * that operator speaks for the sender, and the receiver is one of the reading operator's. Undefined = believed.
 */
export function authenticate(event: LianzhiEvent, record: ReceivedRecord, context: AuthenticateContext): Disbelief | undefined {
  const lane = parseLane(record.topic);
  const writer = lane?.from ?? (record.topic.startsWith('notices.') ? 'coordinator' : undefined);
  if (!writer) return 'foreign-lane';
  const kid = BatchKey.of(event);
  if (kid === undefined) return 'malformed-proof';
  const key = context.directory.signingKey(kid, record.appendedAt);
  if (key.kind !== 'ok') return key.kind === 'revoked' ? 'revoked-key' : 'unknown-key';
  if (key.operator !== writer) return 'wrong-key';
  const verdict = context.verifier.verify(event.proof, leafBytes(attributesOf(event), record.topic), key.publicKey);
  if (verdict !== 'ok') return verdict;
  if (record.key !== event.subject) return 'foreign-lane';
  if (event.clockoffset !== undefined && !context.allowClockOffset) return 'clock-offset';
  return lane ? speaksFor(event, lane, context.directory) : undefined;
}

function speaksFor(event: LianzhiEvent, lane: { from: string; to: string }, directory: Directory): Disbelief | undefined {
  const sender = directory.findOrganisation(organisationOf(event.source) ?? '');
  const recipient = directory.findOrganisation(event.recipient);
  if (!sender || !recipient) return 'unknown-organisation';
  if (sender.operator !== lane.from) return 'not-its-operator';
  return recipient.operator === lane.to ? undefined : 'not-this-operator';
}

/** Reads the key id of a proof without verifying it. */
const BatchKey = {
  of(event: LianzhiEvent): string | undefined {
    try {
      const { kid } = JSON.parse(Buffer.from(event.proof, 'base64url').toString('utf8')) as { kid?: unknown };
      return typeof kid === 'string' ? kid : undefined;
    } catch {
      return undefined;
    }
  },
};
