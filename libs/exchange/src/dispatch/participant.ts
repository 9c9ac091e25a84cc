import type { PoolClient } from 'pg';
import type { StoredEntry, Verdict } from '../journal/journal-entry';

/**
 * What a service brings to the handling of messages: its rows of the requests concerned, loaded once for a batch, changed
 * in memory by the handlers, written back once. Runs in one transaction with the journal's own marks.
 */
export interface Participant<Session> {
  /** Loads and locks what the entries concern. The dispatcher holds the requests' advisory locks already. */
  begin(client: PoolClient, entries: readonly StoredEntry[]): Promise<Session>;
  /**
   * Instead of handling: takes note that a message cannot be handled here (its type is unknown, its handler fails), so that
   * it has used up its sequence and its sender is told; or lets it wait for its predecessors. Without it those behind it wait.
   */
  refuse?(entry: StoredEntry, session: Session, reason: string): Promise<Verdict>;
  /**
   * A dead letter is judged again, against the state as it is now. It may have used up its sequence when it was refused, so that to handle it
   * would find it known and do nothing. Changes made for a verdict `dead` are thrown away. Without it the message is handled.
   */
  requeue?(entry: StoredEntry, session: Session, handle: (entry: StoredEntry, session: Session) => Promise<Verdict>): Promise<Verdict>;
  flush(session: Session): Promise<void>;
  /** After commit: nudge the relay, push alerts. Must not throw. */
  committed(session: Session): void;
}
