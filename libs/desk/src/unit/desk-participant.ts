import type { Participant } from '@lianzhi/exchange';
import { refuseMessage } from '../inbound/refuse-message';
import { requeueMessage } from '../inbound/requeue-message';
import type { DeskContext } from './desk-context';
import { DeskSession } from './desk-session';

/** What a desk brings to the handling of messages. */
export const deskParticipant = (context: DeskContext): Participant<DeskSession> => ({
  begin: (client, entries) => DeskSession.forEntries(client, context, entries),
  refuse: refuseMessage,
  requeue: requeueMessage,
  flush: (session) => session.flush(),
  committed: (session) => session.committed(),
});
