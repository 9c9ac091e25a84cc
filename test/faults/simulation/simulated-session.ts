import type { PoolClient } from 'pg';
import { DeskSession, type AlertToRaise, type DeskContext, type DeskRequest } from '@lianzhi/desk';
import type { StoredEntry } from '@lianzhi/exchange';
import { MemoryJournal } from './memory-journal';

/** `unconfirmed`: its answer is to stand for `taken`. */
export interface Task { requestId: string; type: string; createdAt: number; attempt: number; runAt: number; unconfirmed: boolean }

/** The tables of a desk. */
export class DeskStore {
  journal: MemoryJournal;
  requests = new Map<string, DeskRequest>();
  alerts = new Map<string, AlertToRaise>();
  tasks = new Map<string, Task>();

  /** @param now system time, ms */
  constructor(readonly now: () => number) {
    this.journal = new MemoryJournal(now);
  }
}

export const requestKey = (id: string, box: string): string => `${id} ${box}`;

/** The desk's own session, its rows kept in memory instead of a database. */
export class SimulatedSession extends DeskSession {
  static of(store: DeskStore, context: DeskContext, requestIds: readonly string[]): SimulatedSession {
    const session = new SimulatedSession(clientOf(store), context, context.clock.now().getTime());
    for (const request of store.requests.values()) if (requestIds.includes(request.id)) session.rows.set(requestKey(request.id, request.box), request);
    return session;
  }

  /** As `DeskSession.forEntries`. */
  static ofEntries(store: DeskStore, context: DeskContext, entries: readonly StoredEntry[]): SimulatedSession {
    const ids = [...new Set(entries.map(({ attributes }) => attributes.subject))];
    const session = SimulatedSession.of(store, context, ids);
    const begun = ids.filter((id) => !session.find(id, 'received') && entries.some(({ attributes }) => attributes.subject === id && attributes.sequence === 1));
    session.sent = begun.flatMap((id) => store.journal.history(id)).filter(({ direction }) => direction === 'o');
    return session;
  }

  /** What changed, all at once. @param now system time, ms */
  commit(store: DeskStore, now: number): void {
    for (const key of this.dirty) store.requests.set(key, this.rows.get(key)!);
    store.journal.insertOutgoing(this.writes.outgoing);
    for (const alert of this.writes.alerts) if (!store.alerts.has(alert.key)) store.alerts.set(alert.key, alert);
    for (const [id, { type }] of this.writes.tasks) if (!store.tasks.has(id)) store.tasks.set(id, { requestId: id, type, createdAt: now, attempt: 0, runAt: now, unconfirmed: true });
    for (const id of this.writes.confirmedTasks) if (store.tasks.has(id)) store.tasks.set(id, { ...store.tasks.get(id)!, unconfirmed: false });
    for (const { requestId } of this.writes.endedTasks) store.tasks.delete(requestId);
  }
}

/** The statements that handlers of messages make themselves: to send a message, or a document (of which there are none here), again. */
function clientOf(store: DeskStore): PoolClient {
  const query = async (text: string, values: [string, string, number]): Promise<{ rowCount: number }> => {
    if (text.startsWith('UPDATE document_delivery')) return { rowCount: 0 };
    if (!text.startsWith('UPDATE journal SET pending = true')) throw new Error(`a statement that the simulation does not know: ${text.slice(0, 60)}`);
    store.journal.sendAgain(...values);
    return { rowCount: 0 };
  };
  return { query } as unknown as PoolClient;
}
