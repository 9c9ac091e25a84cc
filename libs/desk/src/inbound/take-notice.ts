import { typeName } from '@lianzhi/contracts';
import { deliverAgain, done, sendAgain, type StoredEntry, type Verdict } from '@lianzhi/exchange';
import type { DeskRequest } from '../requests/desk-request';
import type { DeskSession } from '../unit/desk-session';

const levels = { warning: 'warning', breach: 'critical', escalation: 'critical', urge: 'warning', 'due-changed': 'warning' } as const;

/** Takes a notice of the coordinator: an alert for the organisation it names, and the flag `escalated`. It moves nothing. */
export async function takeNotice({ attributes }: StoredEntry, session: DeskSession): Promise<Verdict> {
  const kind = typeName(attributes.type);
  const requests = (['sent', 'received'] as const).flatMap((box) => session.find(attributes.subject, box) ?? []);
  if (kind === 'resend-requested') {
    for (const request of requests) await sendAgain(session.client, request.id, request.box === 'sent' ? request.to : request.from, attributes.resendfrom ?? 1);
    if (attributes.document !== undefined) await deliverAgain(session.client, attributes.subject, attributes.recipient);
    return done;
  }
  // That somebody looked stands at the request; nobody has to do anything about it.
  if (kind === 'opened') return done;
  session.alert({
    organisation: attributes.recipient, kind, level: levels[kind as keyof typeof levels], requestId: attributes.subject, raisedAt: Date.parse(attributes.time),
    key: attributes.id,
    detail: { ...(attributes.obligation ? { obligation: attributes.obligation } : {}), ...(attributes.step ? { step: attributes.step } : {}), ...(attributes.round ? { round: attributes.round } : {}), ...(attributes.until ? { until: attributes.until } : {}) },
  });
  if (kind === 'escalation') for (const request of requests) session.put(escalated(request));
  return done;
}

const escalated = (request: DeskRequest): DeskRequest =>
  request.flags.includes('escalated') ? request : { ...request, flags: [...request.flags, 'escalated'] };
