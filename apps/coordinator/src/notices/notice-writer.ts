import type { PoolClient } from 'pg';
import { insertOutgoing, type Directory, type EventComposer } from '@lianzhi/exchange';
import { insertAlerts, type AlertLevel, type NewAlert } from './alerts';
import { draftOf, type Notice, type NoticeKind } from './notice';

const levels: Record<NoticeKind, AlertLevel> = { warning: 'warning', breach: 'critical', escalation: 'critical', urge: 'warning', opened: 'warning', 'due-changed': 'warning', 'resend-requested': 'warning' };

/** Puts notices into the outbox, in the transaction of what they tell. */
export class NoticeWriter {
  constructor(
    private readonly composer: Pick<EventComposer, 'composeNotice'>,
    private readonly directory: Pick<Directory, 'operatorOf'>,
  ) {}

  /** @param raisedAt business time, ms. An organisation without a desk gets its alert here only. */
  async write(client: PoolClient, notices: readonly Notice[], raisedAt: number): Promise<void> {
    const addressed = notices.map((notice) => ({ notice, operator: this.directory.operatorOf(notice.recipient) }));
    await insertOutgoing(client, addressed.flatMap(({ notice, operator }) =>
      (operator === undefined ? [] : [this.composer.composeNotice(operator, draftOf(notice), notice.body)])));
    await insertAlerts(client, addressed.flatMap(({ notice, operator }) => (notice.alert || operator === undefined ? [alertOf(notice, raisedAt)] : [])));
  }
}

const alertOf = ({ id, kind, request, recipient, obligation, round, step }: Notice, raisedAt: number): NewAlert => ({
  id, organisation: recipient, kind, level: levels[kind], request: request.id, raisedAt,
  ...(obligation !== undefined && { obligation }), ...(round !== undefined && { round }), ...(step !== undefined && { step }),
});
