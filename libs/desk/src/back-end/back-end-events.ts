import { shanghaiDate, validateMoveFields, validateSubmission, type Catalogue } from '@lianzhi/contracts';
import { BackgroundLoop, type Directory } from '@lianzhi/exchange';
import { inTransaction, Problem, type BusinessClock } from '@lianzhi/platform';
import type { Pool, PoolClient } from 'pg';
import type { AlertToRaise } from '../alerts/alert';
import type { DeskCore, OpenedMessage } from '../desk-core';
import type { MoveCommand, SubmitCommand } from '../moves/move-command';
import type { DeskRequest } from '../requests/desk-request';
import { isUuid } from '../requests/request-filter';
import { BackEndError, FateUnknown } from './back-end-errors';
import type { BackEndEvent, BackEndEventStore, DueEvent } from './back-end-event-store';

/** Where the system tells what came about by itself. */
export interface BackEndNews<E extends BackEndEvent> {
  /** What was told after that position (0: from the beginning), oldest first; as much as fits. @throws BackEndError */
  eventsAfter(position: number): Promise<(E & { position: number })[]>;
}

/** What an event is about: the request with that reference, and its first message. */
export interface ToldOf {
  messageId: string;
  request: DeskRequest;
  asked(): Promise<OpenedMessage['data'] | undefined>;
}

/** Made from `measureChanged` or `submission`; a text says why the event can never be passed on. */
export type EventCommand = { move: MoveCommand } | { submit: SubmitCommand } | string;

export interface BackEndEventsOptions<E extends BackEndEvent> {
  pool: Pool;
  source: BackEndNews<E>;
  store: BackEndEventStore<E>;
  /** Code of the desk's organisation that the event is of. */
  organisationOf: (event: E) => string;
  /** What the desk makes of it. A move is `measure-changed`. */
  commandOf: (event: E, of: ToldOf) => EventCommand | Promise<EventCommand>;
  /** For the keys of alerts: `banking event`. */
  name: string;
  desk: DeskCore;
  catalogue: Catalogue;
  directory: Pick<Directory, 'successionOf'>;
  clock: BusinessClock;
  raiseAlerts: (client: PoolClient, alerts: readonly AlertToRaise[]) => Promise<void>;
  onError: (error: unknown) => void;
}

const batchSize = 50;
const pollMs = 1_000;
/** A single failing answer is no news; these many in a row are, once. */
const reportedAfter = 3;
/** A promotion may be heard of before the answer that it follows is out; later a person has to look. */
const attempts = 12;
const pauseMs = (attempt: number): number => Math.min(60_000, 500 * 2 ** attempt);

/**
 * Passes on what the system behind the desk tells by itself: a waiting measure that is in effect now, one that has lapsed, money that came in.
 * Read by position, stored before it is acted on, and acted on under an id drawn before: told once, whatever stops in between.
 */
export class BackEndEvents<E extends BackEndEvent> {
  private readonly loop: BackgroundLoop;
  /** Answers in a row that nobody could use. */
  private unreadable = 0;

  constructor(private readonly options: BackEndEventsOptions<E>) {
    this.loop = new BackgroundLoop(() => this.step(), () => pollMs, options.onError);
  }

  start(): void { this.loop.start(); }
  stop(): Promise<void> { return this.loop.stop(); }

  private async step(): Promise<boolean> {
    await this.read();
    const due = await this.options.store.claim(batchSize);
    for (const one of due) await this.passOn(one);
    return due.length === batchSize;
  }

  private async read(): Promise<void> {
    const { source, store } = this.options;
    try {
      await store.add(await source.eventsAfter(await store.lastPosition()));
      this.unreadable = 0;
    } catch (error) {
      // Whoever places an order notices as well; what is stored can be passed on meanwhile.
      if (!(error instanceof BackEndError)) throw error;
      // But what the system tells and nobody understands is noticed by none, and all behind it waits.
      if (!(error instanceof FateUnknown) || !error.answered) return;
      this.unreadable += 1;
      if (this.unreadable === reportedAfter) this.options.onError(error);
    }
  }

  private async passOn(due: DueEvent<E>): Promise<void> {
    const { store, onError } = this.options;
    try {
      const fault = (await this.wasSent(due.messageId)) ? undefined : await this.act(due);
      await (fault === undefined ? store.end(due.position, null) : this.leave(due, fault));
    } catch (error) {
      if (!(error instanceof Problem)) onError(error);
      else if (due.attempt >= attempts) return this.leave(due, error.message);
      await store.retry(due.position, pauseMs(due.attempt));
    }
  }

  /** @returns why it can never be passed on */
  private async act({ event, messageId }: DueEvent<E>): Promise<string | undefined> {
    const desk = this.options.desk;
    const request = isUuid(event.reference) ? await desk.find(event.reference, this.options.organisationOf(event)) : undefined;
    if (!request) return 'the back-end system names a request that this organisation does not have';
    const asked: ToldOf['asked'] = async () => (await desk.messages(request)).find(({ move }) => move === 'submitted')?.data;
    const command = this.addressed(await this.options.commandOf(event, { messageId, request, asked }));
    const fault = typeof command === 'string' ? command : this.faultOf(command, request);
    if (fault !== undefined || typeof command === 'string') return fault;
    await ('move' in command ? desk.move(command.move) : desk.submit(command.submit));
    return undefined;
  }

  /** Whom the event concerns may have been closed since it asked: whoever succeeded it is told. */
  private addressed(command: EventCommand): EventCommand {
    if (typeof command === 'string' || 'move' in command) return command;
    return { submit: { ...command.submit, to: this.options.directory.successionOf(command.submit.to)[0]! } };
  }

  private faultOf(command: Exclude<EventCommand, string>, request: DeskRequest): string | undefined {
    const { catalogue, clock } = this.options;
    if ('move' in command) {
      const { change, ...details } = command.move.details ?? {};
      const [issue] = validateMoveFields(catalogue.get(request.type), 'measure-changes', { change, details }, { strict: true });
      return issue && `what changed breaks the contract at ${issue.pointer}`;
    }
    const { type, to, caseNumber, subject, details } = command.submit;
    const [issue] = validateSubmission(catalogue.get(type), { type, to, caseNumber, subject, details }, { businessDate: shanghaiDate(clock.now()), strict: false });
    return issue && `the request breaks the contract at ${issue.pointer}`;
  }

  private async wasSent(messageId: string): Promise<boolean> {
    const { rowCount } = await this.options.pool.query({ name: 'message-sent', text: `SELECT FROM journal WHERE message_id = $1 AND direction = 'o'`, values: [messageId] });
    return rowCount === 1;
  }

  /** Somebody at the organisation has to tell the other side. */
  private async leave({ position, event }: DueEvent<E>, reason: string): Promise<void> {
    const { store, pool, organisationOf, name, clock, raiseAlerts } = this.options;
    const alert: AlertToRaise = {
      organisation: organisationOf(event), kind: 'not-passed-on', level: 'critical', requestId: isUuid(event.reference) ? event.reference : null,
      raisedAt: clock.now().getTime(), key: `${name} ${position}`, detail: { event: event.kind },
    };
    await inTransaction(pool, async (client) => {
      await raiseAlerts(client, [alert]);
      await store.end(position, reason, client);
    });
  }
}
