import type { PoolClient } from 'pg';
import { insertDeadLetters } from '../dead-letters/dead-letters';
import { mark } from '../journal/journal';
import type { StoredEntry, Verdict } from '../journal/journal-entry';
import { judgeInOrder, type Judged } from './judge-in-order';
import type { Participant } from './participant';

/** Handles one message within a batch: may change only the session. */
export type Judge<Session> = (entry: StoredEntry, session: Session) => Promise<Verdict>;

export interface HandlingOptions<Session> {
  participant: Participant<Session>;
  /** Told after commit what became of each message. */
  onHandled?: (entry: StoredEntry, verdict: Verdict) => void;
}

export interface Handled<Session> { session: Session; judged: readonly Judged[] }

/** All that a service makes of a batch of messages, in the caller's transaction, which holds the locks of their requests. */
export async function handleEntries<Session>(
  client: PoolClient, { participant }: HandlingOptions<Session>, entries: readonly StoredEntry[], judge: Judge<Session>, parked?: Map<string, Verdict>,
): Promise<Handled<Session>> {
  const session = await participant.begin(client, entries);
  const judged = await judgeInOrder(entries, (entry) => judge(entry, session), parked);
  await participant.flush(session);
  await markAll(client, judged);
  return { session, judged };
}

/** After commit. */
export function announce<Session>({ participant, onHandled }: HandlingOptions<Session>, { session, judged }: Handled<Session>): void {
  if (onHandled) for (const { entry, verdict } of judged) onHandled(entry, verdict);
  participant.committed(session);
}

async function markAll(client: PoolClient, judged: readonly Judged[]): Promise<void> {
  await mark(client, judged.filter(isNews).map(({ entry, verdict }) => ({ seq: entry.seq, verdict })));
  await insertDeadLetters(client, judged.flatMap(({ entry, verdict }) => (verdict.kind === 'dead' ? [{
    // An authentic message keeps its place in the journal; the dead letter points at it (offset = −journal seq keeps the key unique).
    record: { topic: entry.topic, partition: -1, offset: BigInt(entry.seq), value: null },
    authentic: true, reason: verdict.reason, detail: verdict.detail, attributes: entry.attributes, journalSeq: entry.seq,
  }] : [])));
}

/** Whether the journal does not say so already. */
function isNews({ entry, verdict }: Judged): boolean {
  if (verdict.kind === 'parked') return entry.handling !== 'p' || entry.waitingFor !== verdict.waitingFor;
  return verdict.kind !== 'done' || entry.handling !== 'd';
}
