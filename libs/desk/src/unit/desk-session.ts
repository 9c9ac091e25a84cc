import type { PoolClient } from 'pg';
import { foldedMove, lastKnown, merge, type FoldContext, type LaneMessage, type RequestContract, type Side } from '@lianzhi/contracts';
import { readEvent, sentOf, type Completeness, type DocumentReference, type HistoryRow, type KnownDocuments, type Opened, type OutgoingEntry, type StoredEntry } from '@lianzhi/exchange';
import { currentTrace, type Problem } from '@lianzhi/platform';
import type { AlertToRaise } from '../alerts/alert';
import { askedIn } from '../automation/asked-request';
import { taskOrder } from '../automation/task-order';
import type { RequestToSend, TakenMessage } from '../effects/request-effects';
import { areReferences } from '../inbound/message-data';
import type { MilestoneTold } from '../moves/tell-on';
import type { Box, DeskRequest, SubmittedData } from '../requests/desk-request';
import { lockRequests } from '../requests/request-rows';
import { settleRequest } from '../requests/settle-request';
import { foldContext, type DeskContext } from './desk-context';
import { withOwnLane } from './own-lane';
import { isLocal, messageOf, type OwnMove } from './own-move';
import type { HeldTask } from './task-rows';
import { WriteBack } from './write-back';

const key = (id: string, box: Box): string => `${id} ${box}`;

/**
 * One transaction over many requests: loaded and locked once, changed in memory by pure decisions, written back with a few
 * statements. Used alike for messages received and for moves made here.
 */
export class DeskSession {
  protected readonly rows = new Map<string, DeskRequest>();
  protected readonly dirty = new Set<string>();
  protected readonly writes: WriteBack;

  /** What this desk has sent of requests that it does not know: found only after a restore. */
  protected sent: HistoryRow[] = [];
  /** The messages of the batch, what they say, and which documents that they name are here: each looked up once. */
  private entries: readonly StoredEntry[] = [];
  private readonly opened = new Map<string, Opened>();
  private documents: KnownDocuments | undefined;

  /** For `begin`, and for tests that keep the rows elsewhere. */
  protected constructor(readonly client: PoolClient, readonly context: DeskContext, readonly now: number) {
    this.writes = new WriteBack(context);
  }

  /** Locks and loads the requests. Their advisory locks must be held. */
  static async begin(client: PoolClient, context: DeskContext, requestIds: readonly string[]): Promise<DeskSession> {
    const requests = await lockRequests(client, requestIds);
    // Only now: what is said after waiting for a lock is said later than what was said under it.
    const session = new DeskSession(client, context, context.clock.now().getTime());
    for (const request of requests) session.rows.set(key(request.id, request.box), request);
    return session;
  }

  static async forEntries(client: PoolClient, context: DeskContext, entries: readonly StoredEntry[]): Promise<DeskSession> {
    const session = await DeskSession.begin(client, context, [...new Set(entries.map(({ attributes }) => attributes.subject))]);
    session.entries = entries;
    const begun = entries.filter(({ attributes }) => attributes.sequence === 1 && foldedMove(attributes.type, 'requester', 1) === 'submitted' && !session.find(attributes.subject, 'received')).map(({ attributes }) => attributes.subject);
    if (begun.length > 0) session.sent = await sentOf(client, begun);
    return session;
  }

  /** A request that begins here, with what this desk has said of it already (after a restore). */
  recovered(request: DeskRequest): DeskRequest {
    const sent = this.sent.filter(({ request_id }) => request_id === request.id);
    return sent.length === 0 ? request : withOwnLane(request, sent, this.fold(request));
  }

  /** What a message of the batch says. */
  open(entry: StoredEntry): Opened {
    const known = this.opened.get(entry.attributes.id);
    if (known) return known;
    const opened = this.context.exchange.opener.open(readEvent(entry.event), entry.topic);
    this.opened.set(entry.attributes.id, opened);
    return opened;
  }

  /** Whether the documents that a message of the batch names are here. They are kept as long as the request. */
  async hasDocuments(requestId: string, sender: string, recipient: string, documents: readonly DocumentReference[]): Promise<Completeness> {
    const { intake } = this.context.exchange;
    this.documents ??= await intake.known(this.client, this.entries.flatMap((entry) => {
      const opened = this.open(entry);
      const named = opened.kind === 'ok' ? opened.data['documents'] : undefined;
      return areReferences(named) ? [{ recipient: entry.attributes.recipient, documents: named }] : [];
    }));
    const standing = await intake.complete(this.client, requestId, sender, recipient, documents, this.documents);
    if (standing === 'complete') this.writes.name({ owner: recipient, recipient, requestId, documents });
    return standing;
  }

  find(id: string, box: Box): DeskRequest | undefined {
    return this.rows.get(key(id, box));
  }

  /** The request as that organisation's: the one it sent, or the one it received. Somebody without a lane has no half of its own: it finds the desk's. */
  findFor(id: string, organisation: string): DeskRequest | undefined {
    // Of a closed organisation, whoever succeeded it.
    return this.context.exchange.directory.speaksFor(organisation).map((one) => this.findOf(id, one)).find((one) => one !== undefined);
  }

  private findOf(id: string, organisation: string): DeskRequest | undefined {
    const sent = this.find(id, 'sent');
    if (sent?.from === organisation) return sent;
    const received = this.find(id, 'received');
    return received && (received.to === organisation || (received.from === organisation && isLocal(this.contract(received)))) ? received : undefined;
  }

  contract(request: Pick<DeskRequest, 'type'>): RequestContract {
    return this.context.catalogue.get(request.type);
  }

  /** Under calendar and rules as they are now. */
  fold(request: DeskRequest): FoldContext {
    return foldContext(this.context, this.contract(request), request);
  }

  /** Keeps a request that is new or was changed. */
  put(request: DeskRequest): void {
    this.rows.set(key(request.id, request.box), request);
    this.dirty.add(key(request.id, request.box));
  }

  /** Takes a message into the request's record. */
  take(request: DeskRequest, message: LaneMessage): DeskRequest {
    const fold = this.fold(request);
    const next = settleRequest(request, merge(request.record, message, fold), this.now, fold);
    this.put(next);
    return next;
  }

  /** Sends a message of this desk's side of the request: composed, journalled at the end of the transaction, folded now. */
  send(request: DeskRequest, own: OwnMove): DeskRequest {
    return this.say(request, own, request.box === 'sent' ? 'requester' : 'recipient');
  }

  /** What somebody without a lane says over HTTP: journalled as received, and confirmed at once by this desk's `taken`. */
  receiveLocal(request: DeskRequest, theirs: OwnMove): DeskRequest {
    const said = this.say(request, theirs, 'requester');
    return this.send(said, { move: 'taken', data: {}, of: lastKnown(said.record, 'requester') });
  }

  /**
   * The request with everything that is known of its requester confirmed. Besides an automatic answer, which stands for `taken` itself,
   * nothing may be said or judged before that: what is refused, for one, must find its predecessors in their place.
   */
  confirmed(request: DeskRequest): DeskRequest {
    const known = lastKnown(request.record, 'requester');
    if (request.box !== 'received' || known <= request.record.placed || request.record.waiting.recipient.length > 0) return request;
    this.confirmTask(request.id);
    return this.send(request, { move: 'taken', data: {}, of: known });
  }

  private say(request: DeskRequest, own: OwnMove, side: Side): DeskRequest {
    const contract = this.contract(request);
    const { composer } = this.context.exchange;
    const { message, draft } = messageOf(request, own, side, contract, this.now);
    if (isLocal(contract)) this.writes.keepLocal(composer.composeLocal(draft, own.data), side === 'requester' ? 'i' : 'o');
    else this.writes.send(composer.compose(draft, own.data));
    this.deliver(request, own, side, isLocal(contract));
    const sent = this.take(request, message);
    if (own.move === 'submitted') this.effect(sent, { side, move: own.move, id: message.id, sequence: message.sequence, at: this.now, until: own.until }, own.data);
    return sent;
  }

  private deliver(request: DeskRequest, { documents = [], by }: OwnMove, side: Side, local: boolean): void {
    if (documents.length === 0) return;
    const [owner, recipient] = side === 'requester' ? [request.from, request.to] : [request.to, request.from];
    if (by !== undefined && by !== owner) this.writes.handOn(documents, by, owner);
    this.writes.name({ owner, recipient, requestId: request.id, documents });
    if (!local) this.writes.deliver({ owner, recipient, requestId: request.id, documents });
  }

  /** A message that counts is shown to the agency's own record of its requests, if it keeps one. */
  effect(request: DeskRequest, message: TakenMessage['message'], data: TakenMessage['data']): void {
    const contract = this.context.catalogue.find(request.type);
    if (request.box === 'sent' && contract && this.context.effects?.concerns(contract)) this.writes.show({ request, message, data });
  }

  /** What the agency has against requests that are about to be sent; undefined for those that it lets pass. */
  async refusals(requests: readonly (RequestToSend | undefined)[]): Promise<(Problem | undefined)[]> {
    const { effects, catalogue } = this.context;
    const concerns = ({ id, type }: RequestToSend): boolean => !this.find(id, 'sent') && effects?.concerns(catalogue.get(type)) === true;
    const judged = requests.filter((one) => one !== undefined).filter(concerns);
    if (effects === undefined || judged.length === 0) return requests.map(() => undefined);
    const answers = await effects.beforeSending(this.client, judged, this.now);
    return requests.map((one) => one && answers[judged.indexOf(one)]);
  }

  /** A message without sequence to the other side: asks it to send again. */
  sendEntry(entry: OutgoingEntry): void {
    this.writes.send(entry);
  }

  alert(alert: AlertToRaise): void {
    this.writes.alert(alert);
  }

  /** Has the receiver's own later steps of the thread told of this milestone. */
  tellOn(told: MilestoneTold): void {
    this.writes.tellOn(told);
  }

  /** Leaves the request to the automation of its type. */
  task(request: DeskRequest, data: SubmittedData): void {
    const { automated, cipher } = this.context;
    const order = taskOrder(automated.get(request.type), request, data, cipher);
    this.writes.beginTask(request.id, { type: request.type, order, asked: askedIn(request, data), traceparent: currentTrace()?.traceparent });
  }

  /** Nobody needs to look again whether its receipt is confirmed. */
  confirmTask(requestId: string): void {
    this.writes.confirmTask(requestId);
  }

  /** The automation is done with the request. In one transaction with its answer: a crash between the two would answer twice. */
  endTask(task: HeldTask): void {
    this.writes.endTask(task);
  }

  async flush(): Promise<void> {
    await this.writes.write(this.client, [...this.dirty].sort().map((each) => this.rows.get(each)!), this.now);
  }

  committed(): void {
    this.writes.announce();
  }
}
