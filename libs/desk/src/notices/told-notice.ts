import { parseLane, toShanghaiIso, typeName } from '@lianzhi/contracts';
import { effectiveTime, readEvent, type EventOpener, type HistoryRow } from '@lianzhi/exchange';

/** What the coordinator told an organisation of this desk about one request 督办通知, as that organisation may read it. */
export interface ToldNotice {
  /** Message id. */
  id: string;
  kind: string;
  at: string;
  obligation?: string;
  round?: number;
  step?: string;
  /** `due-changed`: the new due time. */
  until?: string;
  /** Organisation code of whoever urged, handed up or looked; absent where the rules called by themselves. */
  by?: string;
  user?: string;
  /** Free text of whoever supervises: it may name persons, so it is opened from the message each time and stored nowhere else. */
  reason?: string;
}

/** Asks for messages; says nothing to people. */
const forMachines = 'resend-requested';

/** The notices among these rows that were told to one of the organisations, opened, the oldest first. */
export function toldNotices(rows: readonly HistoryRow[], organisations: readonly string[], opener: EventOpener): ToldNotice[] {
  return rows
    .filter(({ direction, topic, type, recipient, handling }) =>
      direction === 'i' && handling !== 'x' && parseLane(topic)?.kind === 'notices' && typeName(type) !== forMachines && organisations.includes(recipient))
    .map((row) => told(row, opener));
}

function told({ event, topic, type, appended_at: appendedAt }: HistoryRow, opener: EventOpener): ToldNotice {
  const notice = readEvent(event);
  const { id, obligation, round, step, until } = notice;
  const opened = opener.open(notice, topic);
  const said = opened.kind === 'ok' ? opened.data : {};
  return {
    id, kind: typeName(type), at: toShanghaiIso(effectiveTime(notice, appendedAt?.getTime()).at),
    ...(obligation !== undefined && { obligation }), ...(round !== undefined && { round }), ...(step !== undefined && { step }), ...(until !== undefined && { until }),
    ...text(said, 'by'), ...text(said, 'user'), ...text(said, 'reason'),
  };
}

const text = <Name extends 'by' | 'user' | 'reason'>(said: Record<string, unknown>, name: Name): Partial<Pick<ToldNotice, Name>> => (
  typeof said[name] === 'string' && said[name] !== '' ? { [name]: said[name] } as Pick<ToldNotice, Name> : {});
