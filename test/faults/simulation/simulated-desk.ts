import { allowedMoves, catalogue, defaultCalendar, isMove, isOpen, organisationOf, parseMessageType, provisionalCore } from '@lianzhi/contracts';
import {
  beginRequest, InboundController, makeMove, refoldIn, refuseMessage, resendRequest, type AutomatedRequest, type DeskContext, type DeskRequest, type MoveCommand, type RequestHandler, type SubmittedData,
} from '@lianzhi/desk';
import { InboundContext, judgeInOrder, readEvent, type StoredEntry, type Verdict } from '@lianzhi/exchange';
import { Problem } from '@lianzhi/platform';
import { commandFor, submissionFor } from './random-commands';
import { DeskStore, requestKey, SimulatedSession, type Task } from './simulated-session';
import { SimulatedService } from './simulated-service';
import type { Simulation } from './simulation';
import { trust, type SimulatedOperator } from './simulated-trust';

const parkedPatienceMs = 30_000;
const taskHoldMs = 120_000;
const receiptPatienceMs = 2_000;

export interface DeskSetting { operator: SimulatedOperator; organisation: string; reads: string[]; writes: string[]; skewMs: number; handlers?: readonly RequestHandler[] }

/** One desk: people who move, machine that answers, and its part in the exchange. All decisions are the desk's own functions. */
export class SimulatedDesk extends SimulatedService {
  private tables: DeskStore;
  private backup: { store: DeskStore; positions: Map<string, bigint> } | undefined;
  /** Acknowledged to a caller: `<request> <sequence>`. Must never be lost. */
  readonly accepted = new Set<string>();
  /** Requests that a person answered, whatever the machine does. */
  readonly byHand = new Set<string>();
  readonly organisation: string;
  private readonly context: DeskContext;
  private readonly controller = new InboundController();
  private readonly handlers: ReadonlyMap<string, RequestHandler>;

  constructor(simulation: Simulation, { operator, organisation, reads, writes, skewMs, handlers = [] }: DeskSetting) {
    super(simulation, operator, reads, writes, skewMs);
    this.organisation = organisation;
    this.tables = new DeskStore(() => simulation.now);
    this.journal = this.tables.journal;
    this.handlers = new Map(handlers.map((handler) => [handler.type, handler]));
    const { directory, cipher } = trust();
    const exchange = { composer: this.composer, opener: this.opener, directory, operator, clock: this.clock, intake: { known: async () => undefined, complete: async () => (simulation.strikes('documents', 0.2) ? 'incomplete' : 'complete') } };
    this.context = {
      exchange, catalogue, calendar: defaultCalendar, clock: this.clock, cipher, automated: new Map(handlers.map(({ type, inOrder }) => [type, inOrder])),
      raiseAlerts: async () => undefined, onTasks: () => undefined,
    } as unknown as DeskContext;
  }

  get requests(): readonly DeskRequest[] { return [...this.tables.requests.values()]; }
  get alerts() { return this.tables.alerts; }
  request(id: string, box: 'sent' | 'received'): DeskRequest | undefined { return this.tables.requests.get(requestKey(id, box)); }

  submit(type: string, to: string, documents: boolean): string {
    const id = this.simulation.newId();
    const session = SimulatedSession.of(this.tables, this.context, [id]);
    const request = beginRequest(id, submissionFor(catalogue.get(type), this.organisation, to, this.clock.now(), documents), session);
    this.commit(session);
    this.accepted.add(`${request.id} 1`);
    this.simulation.note(() => `${this.operator} submits ${type}`);
    return id;
  }

  /** Somebody makes a move that the desk shows as possible. */
  movePerson(): void {
    const { chance } = this.simulation;
    const mine = this.requests.filter(({ type, box }) => box === 'sent' || !this.handlers.has(type) || chance.happens(0.1));
    if (mine.length === 0) return;
    const request = chance.pick(mine);
    const core = request.box === 'sent' ? provisionalCore(request.record, { contract: catalogue.get(request.type), calendar: defaultCalendar }) : request.record.core;
    const possible = allowedMoves(core.state, request.box === 'sent' ? 'requester' : 'recipient', new Set(core.done));
    if (possible.length === 0) return;
    if (request.box === 'received') this.byHand.add(request.id);
    this.make(commandFor(chance.pick(possible) as MoveCommand['move'], request, this.organisation, this.clock.now(), chance));
  }

  unfinishedTasks(): number { return this.tables.tasks.size; }

  keepBackup(): void { this.backup = { store: copyOf(this.tables), positions: new Map(this.positions) }; }

  /** The database comes back as it was at the backup; what was not on the bus yet went first. */
  restore(): boolean {
    if (!this.backup || this.journal.pending(1).length > 0) return false;
    this.forget();
    this.tables = copyOf(this.backup.store);
    this.journal = this.tables.journal;
    this.positions = new Map(this.backup.positions);
    this.simulation.note(() => `${this.operator} is restored`);
    this.recover();
    return true;
  }

  override async dispatch(): Promise<void> {
    const { chance } = this.simulation;
    const waiting = this.journal.requestsWithUnhandled();
    const ids = this.simulation.healing ? waiting : waiting.filter(() => chance.happens(0.7));
    if (ids.length === 0) return;
    const entries = this.journal.unhandled(ids);
    const session = SimulatedSession.ofEntries(this.tables, this.context, entries);
    const judged = await judgeInOrder(entries, (entry) => this.handle(entry, session));
    if (this.simulation.strikes('crash', 0.03)) return this.crash();
    this.simulation.note(() => `${this.operator} handles ${judged.map(({ entry: { attributes }, verdict }) => `${attributes.type.split('.')[2]} ${attributes.sequence ?? '-'} ${verdict.kind}`).join(', ')}`);
    this.commit(session);
    this.journal.mark(judged, this.simulation.now);
    for (const { entry, verdict } of judged) if (verdict.kind === 'dead') this.deadLetters.push(entry.attributes.id);
  }

  protected override async work(): Promise<void> {
    this.askAgain();
    this.closeAnswered();
    for (const { requestId, unconfirmed, createdAt } of this.tables.tasks.values()) if (unconfirmed && this.simulation.now - createdAt > receiptPatienceMs) this.confirmReceipt(requestId);
    for (const task of [...this.tables.tasks.values()]) if (task.runAt <= this.simulation.now) await this.automate(task);
  }

  protected override refold(requests: readonly string[]): void {
    for (const id of [...requests].sort()) {
      const session = SimulatedSession.of(this.tables, this.context, [id]);
      refoldIn(session, id, this.journal.history(id));
      this.commit(session);
    }
  }

  private handle(entry: StoredEntry, session: SimulatedSession): Promise<Verdict> {
    const context = new InboundContext<SimulatedSession>([entry, session]);
    const move = parseMessageType(entry.attributes.type)?.move;
    if (move === 'resend-requested') return this.controller.onResendRequested(entry, context);
    if (entry.attributes.type.startsWith('lianzhi.notice.')) return this.controller.onNotice(entry, context);
    return move !== undefined && isMove(move) ? this.controller.onMove(entry, context) : refuseMessage(entry, session, 'unknown-type');
  }

  private make(command: MoveCommand): boolean {
    const session = SimulatedSession.of(this.tables, this.context, [command.requestId]);
    try {
      makeMove(command, session);
    } catch (error) {
      if (error instanceof Problem) return false;
      throw error;
    }
    if (this.simulation.strikes('crash', 0.02)) {
      this.crash();
      return false;
    }
    this.commit(session);
    const own = this.journal.all.at(-1)!.attributes;
    this.accepted.add(`${own.subject} ${own.sequence}`);
    this.simulation.note(() => `${this.operator} moves ${command.move} as ${own.sequence}`);
    return true;
  }

  private commit(session: SimulatedSession): void { session.commit(this.tables, this.simulation.now); }

  /** As the parking sweeper. */
  private askAgain(): void {
    const { now } = this.simulation;
    for (const row of this.journal.all) {
      if (row.handling !== 'p' || now - (row.askedAt ?? row.parkedAt!) < parkedPatienceMs) continue;
      const [sender, recipient] = [organisationOf(row.attributes.source)!, row.attributes.recipient];
      const known = this.requests.find(({ id, from, to, box }) => id === row.attributes.subject && (box === 'sent' ? from : to) === recipient);
      const entry = resendRequest({ seq: `${row.seq}`, requestId: row.attributes.subject, topic: row.topic, sender, recipient, waitingFor: row.waitingFor!, waitedMs: now - row.parkedAt! }, readEvent(row.event), known, this.context.exchange);
      if (entry) this.journal.insertOutgoing([entry]);
      this.journal.asked(row.seq, now);
    }
  }

  private closeAnswered(): void {
    for (const { id, from, closesAt } of this.requests) {
      if (closesAt !== null && closesAt <= this.clock.now().getTime()) this.make({ requestId: id, organisation: from, move: 'closed', reason: 'automatic' });
    }
  }

  /** As the automation: the attempt is counted first, the answer takes the task with it. */
  private async automate({ requestId, ...task }: Task): Promise<void> {
    const { now } = this.simulation;
    const claimed: Task = { requestId, ...task, attempt: task.attempt + 1, runAt: now + taskHoldMs };
    this.tables.tasks.set(requestId, claimed);
    const request = this.request(requestId, 'received')!;
    const result = isOpen(request.state) ? await this.handlers.get(task.type)!.handle(this.asked(request, claimed)) : { kind: 'worklist' as const, reason: 'over' };
    if (this.simulation.strikes('crash', 0.1)) return this.crash();
    if (result.kind !== 'reply' && claimed.unconfirmed) this.confirmReceipt(requestId);
    if (result.kind === 'retry') return void this.tables.tasks.set(requestId, { ...claimed, unconfirmed: false, runAt: now + result.afterMs });
    if (result.kind === 'reply') {
      const { final, outcome, milestone, details, until } = result;
      if (this.make({ requestId, organisation: this.organisation, move: final ? 'answered' : 'interim-replied', outcome, milestone, until, details, endsTask: claimed.attempt }) || !this.tables.tasks.has(requestId)) return;
      if (isOpen(this.request(requestId, 'received')!.state)) return;
    }
    this.tables.tasks.delete(requestId);
  }

  /** As `DeskService.confirmReceipt`. */
  private confirmReceipt(requestId: string): void {
    const session = SimulatedSession.of(this.tables, this.context, [requestId]);
    const request = session.find(requestId, 'received');
    if (request) session.confirmed(request);
    session.confirmTask(requestId);
    this.commit(session);
  }

  private asked({ id, type, urgency, from, to, follows }: DeskRequest, { attempt, createdAt }: Task): AutomatedRequest {
    const row = this.journal.all.find(({ direction, attributes }) => direction === 'i' && attributes.subject === id && attributes.sequence === 1)!;
    const opened = this.opener.open(readEvent(row.event), row.topic);
    if (opened.kind !== 'ok') throw new Error('the request cannot be opened');
    const { caseNumber, subject, details, officers, documents } = opened.data as unknown as SubmittedData;
    return { id, type, urgency, from, to, caseNumber, follows, subject, details, officers, documents, attempt, startedAt: createdAt };
  }
}

function copyOf(store: DeskStore): DeskStore {
  const copy = new DeskStore(store.now);
  copy.journal = store.journal.copy();
  copy.requests = new Map(store.requests);
  copy.alerts = new Map(store.alerts);
  copy.tasks = new Map(store.tasks);
  return copy;
}
