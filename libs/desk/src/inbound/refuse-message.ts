import type { StoredEntry, Verdict } from '@lianzhi/exchange';
import type { DeskSession } from '../unit/desk-session';
import { refuseAsRecipient } from './receive-as-recipient';
import { refuseAsRequester } from './receive-as-requester';
import { requestOf } from './request-of';

/** A message that no handler takes or whose handler fails: it uses up its sequence all the same, and its sender is told. */
export async function refuseMessage(entry: StoredEntry, session: DeskSession, reason: string): Promise<Verdict> {
  const request = requestOf(entry, session);
  if (request === 'foreign') return { kind: 'dead', reason: 'not-a-party' };
  return request?.box === 'sent' ? refuseAsRequester(entry, request, session, reason) : refuseAsRecipient(entry, request, session, reason);
}
