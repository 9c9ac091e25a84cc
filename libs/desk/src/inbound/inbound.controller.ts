import { Controller, UseFilters } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { messageType, moveNames, moveRule, noticeType, organisationOf } from '@lianzhi/contracts';
import { deliverAgain, done, type InboundContext, sendAgain, type StoredEntry, type Verdict } from '@lianzhi/exchange';
import type { Box, DeskRequest } from '../requests/desk-request';
import type { DeskSession } from '../unit/desk-session';
import { PassErrors } from './pass-errors.filter';
import { receiveAsRecipient } from './receive-as-recipient';
import { receiveAsRequester } from './receive-as-requester';
import { takeNotice } from './take-notice';

/** What comes in on the lanes of this desk. Every message ends here in a verdict; see the exchange for the steps before. */
@Controller()
@UseFilters(PassErrors)
export class InboundController {
  @EventPattern<string[]>(moveNames.map(messageType))
  async onMove(@Payload() entry: StoredEntry, @Ctx() context: InboundContext<DeskSession>): Promise<Verdict> {
    const { session } = context;
    const request = requestOf(entry, session);
    if (request === 'foreign') return { kind: 'dead', reason: 'not-a-party' };
    if (request?.box === 'sent') return receiveAsRequester(entry, request, session);
    if (!request && isRecipients(entry)) return { kind: 'dead', reason: 'unknown-request' };
    return receiveAsRecipient(entry, request, session);
  }

  @EventPattern<string>(messageType('resend-requested'))
  async onResendRequested(@Payload() entry: StoredEntry, @Ctx() { session }: InboundContext<DeskSession>): Promise<Verdict> {
    const { subject, resendfrom, document } = entry.attributes;
    const asker = organisationOf(entry.attributes.source)!;
    if (!session.find(subject, 'sent') && !session.find(subject, 'received')) return { kind: 'dead', reason: 'unknown-request' };
    if (resendfrom !== undefined) await sendAgain(session.client, subject, asker, resendfrom);
    if (document !== undefined) await deliverAgain(session.client, subject, asker);
    return done;
  }

  @EventPattern<string[]>(['warning', 'breach', 'escalation', 'urge', 'resend-requested'].map(noticeType))
  async onNotice(@Payload() entry: StoredEntry, @Ctx() { session }: InboundContext<DeskSession>): Promise<Verdict> {
    return takeNotice(entry, session);
  }
}

const boxes: readonly Box[] = ['received', 'sent'];

/** The request that a message belongs to: sender and receiver must be its two sides. A court may write to a court, so both boxes count. */
function requestOf({ attributes }: StoredEntry, session: DeskSession): DeskRequest | 'foreign' | undefined {
  const sender = organisationOf(attributes.source);
  const known = boxes.flatMap((box) => session.find(attributes.subject, box) ?? []);
  const match = known.find(({ box, from, to }) => (box === 'received'
    ? from === sender && to === attributes.recipient
    : to === sender && from === attributes.recipient));
  if (match) return match;
  // A court that writes to a court of the same operator: its own copy stands in `sent` before the other's is in `received`.
  const others = known.filter(({ box, from, to }) => !(box === 'sent' && from === sender && to === attributes.recipient));
  return others.length > 0 ? 'foreign' : undefined;
}

/** Moves that only a recipient makes: about an unknown request there is nobody to ask for its beginning. */
function isRecipients({ attributes }: StoredEntry): boolean {
  return recipients.has(attributes.type);
}
const recipients = new Set(moveNames.filter((move) => moveRule(move).by !== 'requester').map(messageType));
