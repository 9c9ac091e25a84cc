import { history, readAttributes, type HistoryRow, type StoredEntry, type Verdict } from '@lianzhi/exchange';
import type { TrackingParticipant, TrackingSession } from './tracking-participant';

/**
 * A dead letter is judged again: its request is folded anew from the journal, this time with what it says. What was called of the request stays
 * called. Every order of the messages ends in the same, so the journal's will do.
 */
export async function foldAgain(entry: StoredEntry, session: TrackingSession, participant: Pick<TrackingParticipant, 'handle' | 'refuse'>): Promise<Verdict> {
  const id = entry.attributes.subject;
  const known = session.requests.get(id);
  session.requests.delete(id);
  const rows = (await history(session.client, id)).filter(({ direction, handling, seq }) => direction === 'i' && (handling === 'd' || handling === 'x' || seq === entry.seq));
  const verdicts = new Map<string, Verdict>();
  const fold = async (row: HistoryRow): Promise<void> => {
    const one = storedEntry(row);
    verdicts.set(row.seq, row.handling === 'x' && row.seq !== entry.seq ? await participant.refuse(one, session, 'dead') : await participant.handle(one, session));
  };
  for (const row of rows) await fold(row);
  // Which side speaks may be known only by a later message.
  for (const row of rows.filter(({ seq }) => verdicts.get(seq)!.kind === 'parked')) await fold(row);
  const folded = session.requests.get(id);
  if (known && folded) session.requests.set(id, { ...folded, called: known.called });
  return verdicts.get(entry.seq)!;
}

const storedEntry = ({ seq, topic, event, appended_at: at }: HistoryRow): StoredEntry =>
  ({ seq, topic, event, attributes: readAttributes(event), appendedAt: at?.getTime() ?? 0, handling: 'n' });
