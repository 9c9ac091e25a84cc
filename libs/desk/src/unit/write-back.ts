import type { PoolClient } from 'pg';
import { handOnDocuments, insertDeliveries, insertLocal, insertOutgoing, noteDocumentUses, type DocumentReference, type DocumentUse, type OutgoingEntry } from '@lianzhi/exchange';
import { together } from '@lianzhi/platform';
import type { AlertToRaise } from '../alerts/alert';
import type { TakenMessage } from '../effects/request-effects';
import { watchLimits } from '../limits/limit-watch-rows';
import { tellOn, type MilestoneTold } from '../moves/tell-on';
import type { DeskRequest } from '../requests/desk-request';
import { upsertRequests } from '../requests/request-rows';
import type { DeskContext } from './desk-context';
import { isLocal } from './own-move';
import { beginTasks, confirmTasks, endTasks, lockTaskOrders, type HeldTask, type TaskToBegin } from './task-rows';

/** From whom documents go to whom, about what. */
export interface Delivery { owner: string; recipient: string; requestId: string; documents: readonly DocumentReference[] }

/**
 * What one transaction of the desk has decided and not written yet. Each kind is one statement, whatever the number of requests, and none where there
 * is nothing of it.
 */
export class WriteBack {
  readonly outgoing: OutgoingEntry[] = [];
  private readonly local: (OutgoingEntry & { direction: 'o' | 'i' })[] = [];
  private readonly deliveries: { documentId: string; owner: string; requestId: string; recipient: string; topic: string }[] = [];
  private readonly uses: DocumentUse[] = [];
  private readonly handedOn: { ids: string[]; owner: string; to: string }[] = [];
  readonly alerts: AlertToRaise[] = [];
  readonly tasks = new Map<string, TaskToBegin>();
  readonly endedTasks: HeldTask[] = [];
  readonly confirmedTasks: string[] = [];
  private readonly toTell: MilestoneTold[] = [];
  private readonly taken: TakenMessage[] = [];

  constructor(private readonly context: DeskContext) {}

  /** To the other side's lane. */
  send(entry: OutgoingEntry): void { this.outgoing.push(entry); }
  /** Told over HTTP: `i` by somebody without a lane, `o` by this desk. */
  keepLocal(entry: OutgoingEntry, direction: 'o' | 'i'): void { this.local.push({ ...entry, direction }); }
  alert(alert: AlertToRaise): void { this.alerts.push(alert); }
  tellOn(told: MilestoneTold): void { this.toTell.push(told); }
  beginTask(requestId: string, task: TaskToBegin): void { this.tasks.set(requestId, task); }
  confirmTask(requestId: string): void { this.confirmedTasks.push(requestId); }
  endTask(task: HeldTask): void { this.endedTasks.push(task); }
  /** For the agency's own record of its requests. */
  show(message: TakenMessage): void { this.taken.push(message); }

  deliver({ owner, recipient, requestId, documents }: Delivery): void {
    const topic = this.context.exchange.composer.documentsLane(recipient);
    this.deliveries.push(...documents.map(({ id }) => ({ documentId: id, owner, requestId, recipient, topic })));
  }

  /** The request names them: they are kept as long as what it says. */
  name({ owner, requestId, documents }: Delivery): void {
    this.uses.push(...documents.map(({ id }) => ({ documentId: id, owner, requestId })));
  }

  /** A successor's documents go out as those of the organisation whose move it is. */
  handOn(documents: readonly DocumentReference[], owner: string, to: string): void {
    this.handedOn.push({ ids: documents.map(({ id }) => id), owner, to });
  }

  /** @param changed in order of their keys, so that batches cannot deadlock @param now business time, ms */
  async write(client: PoolClient, changed: readonly DeskRequest[], now: number): Promise<void> {
    const { catalogue, effects, onRequests, raiseAlerts } = this.context;
    // One statement each; the database gets them in this order, and none waits for the answer to the one before.
    await together([
      lockTaskOrders(client, [...this.tasks.values()].flatMap(({ order }) => order ?? [])),
      upsertRequests(client, changed), insertOutgoing(client, this.outgoing), insertLocal(client, this.local),
      noteDocumentUses(client, this.uses), insertDeliveries(client, this.deliveries),
      beginTasks(client, this.tasks), confirmTasks(client, this.confirmedTasks), endTasks(client, this.endedTasks),
    ]);
    for (const { ids, owner, to } of this.handedOn) await handOnDocuments(client, ids, owner, to);
    if (changed.length > 0) await onRequests?.(client, changed);
    await watchLimits(client, changed.filter(({ type }) => isLocal(catalogue.find(type))).map(({ id }) => id), now);
    await tellOn(client, this.toTell, catalogue);
    if (this.taken.length > 0) this.alerts.push(...await effects!.take(client, this.taken, now));
    if (this.alerts.length > 0) await raiseAlerts(client, this.alerts);
  }

  /** After the commit: whoever waits for what was written need not wait for its next look. */
  announce(): void {
    const { exchange, onPendingMoves, onTasks } = this.context;
    exchange.nudge(this.deliveries.length > 0);
    if (this.toTell.length > 0) onPendingMoves?.();
    if (this.tasks.size > 0) onTasks(this.tasks);
  }
}
