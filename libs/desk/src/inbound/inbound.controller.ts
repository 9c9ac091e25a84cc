import { Controller, UseFilters } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { isMove, messageType, moveNames, moveRule, noticeType, organisationOf, parseMessageType } from '@lianzhi/contracts';
import { deliverAgain, done, type InboundContext, sendAgain, type StoredEntry, type Verdict } from '@lianzhi/exchange';
import type { DeskSession } from '../unit/desk-session';
import { PassErrors } from './pass-errors.filter';
import { answers, receiveAsRecipient } from './receive-as-recipient';
import { receiveAsRequester } from './receive-as-requester';
import { requestOf } from './request-of';
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
    if (!request && !isRequesters(entry, session)) return { kind: 'dead', reason: 'unknown-request' };
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

  @EventPattern<string[]>(['warning', 'breach', 'escalation', 'urge', 'opened', 'due-changed', 'resend-requested'].map(noticeType))
  async onNotice(@Payload() entry: StoredEntry, @Ctx() { session }: InboundContext<DeskSession>): Promise<Verdict> {
    return takeNotice(entry, session);
  }
}

/** Whether the beginning of an unknown request may still come: about one that this desk never sent there is nobody to ask. */
function isRequesters(entry: StoredEntry, session: DeskSession): boolean {
  const move = parseMessageType(entry.attributes.type)?.move ?? '';
  if (!isMove(move) || moveRule(move).by !== 'both') return isMove(move) && moveRule(move).by === 'requester';
  const contract = session.context.catalogue.find(entry.attributes.requesttype);
  return contract !== undefined && answers(contract, entry, session);
}
