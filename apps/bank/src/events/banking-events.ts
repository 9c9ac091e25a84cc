import { shanghaiDate, validateMoveFields, validateSubmission, type Catalogue, type Subject } from '@lianzhi/contracts';
import { isUuid, type AlertToRaise, type DeskCore } from '@lianzhi/desk';
import { BackgroundLoop } from '@lianzhi/exchange';
import { inTransaction, Problem, type BusinessClock } from '@lianzhi/platform';
import type { Pool, PoolClient } from 'pg';
import type { BankingEvent, CoreBankingNews } from '../core-banking/core-banking';
import { CoreBankingError } from '../core-banking/core-banking-errors';
import type { BankingEventStore, DueEvent } from './banking-event-store';
import { changeCommand, fundsReceivedCommand } from './event-command';

export interface BankingEventsOptions {
  pool: Pool;
  core: CoreBankingNews;
  store: BankingEventStore;
  desk: () => DeskCore;
  catalogue: Catalogue;
  clock: BusinessClock;
  raiseAlerts: (client: PoolClient, alerts: readonly AlertToRaise[]) => Promise<void>;
  onError: (error: unknown) => void;
}

const batchSize = 50;
const pollMs = 1_000;
/** A promotion may be heard of before the answer that it follows is out; later a person has to look. */
const attempts = 12;
const pauseMs = (attempt: number): number => Math.min(60_000, 500 * 2 ** attempt);

/**
 * Passes on what core banking tells by itself: a waiting freeze that is in effect now, one that has lapsed, money on a case account.
 * Read by position, stored before it is acted on, and acted on under an id drawn before: told once, whatever stops in between.
 */
export class BankingEvents {
  private readonly loop: BackgroundLoop;

  constructor(private readonly options: BankingEventsOptions) {
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
    const { core, store } = this.options;
    try {
      await store.add(await core.eventsAfter(await store.lastPosition()));
    } catch (error) {
      // Whoever places an order notices as well; what is stored can be passed on meanwhile.
      if (!(error instanceof CoreBankingError)) throw error;
    }
  }

  private async passOn(due: DueEvent): Promise<void> {
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
  private async act({ event, messageId }: DueEvent): Promise<string | undefined> {
    const desk = this.options.desk();
    const request = isUuid(event.reference) ? await desk.find(event.reference, event.bank) : undefined;
    if (!request) return 'core banking names a request that this bank does not have';
    const contract = this.options.catalogue.get(event.kind === 'received' ? 'funds-received' : request.type);
    if (event.kind !== 'received') {
      const command = changeCommand(event, messageId);
      const { change, ...details } = command.details!;
      const [issue] = validateMoveFields(contract, 'measure-changes', { change, details }, { strict: true });
      if (issue) return `what changed breaks the contract at ${issue.pointer}`;
      await desk.move(command);
      return undefined;
    }
    const asked = (await desk.messages(request)).find(({ move }) => move === 'submitted')?.data;
    if (!asked?.subject) return 'the order that opened the account cannot be read';
    const command = fundsReceivedCommand(event, messageId, request, asked.subject as Subject);
    const [issue] = validateSubmission(contract, { type: command.type, to: command.to, caseNumber: command.caseNumber, subject: command.subject, details: command.details }, { businessDate: shanghaiDate(this.options.clock.now()), strict: false });
    if (issue) return `the receipt breaks the contract at ${issue.pointer}`;
    await desk.submit(command);
    return undefined;
  }

  private async wasSent(messageId: string): Promise<boolean> {
    const { rowCount } = await this.options.pool.query({ name: 'message-sent', text: `SELECT FROM journal WHERE message_id = $1 AND direction = 'o'`, values: [messageId] });
    return rowCount === 1;
  }

  /** Somebody at the bank has to tell the court. */
  private async leave({ position, event }: DueEvent, reason: string): Promise<void> {
    await this.options.store.end(position, reason);
    await inTransaction(this.options.pool, (client) => this.options.raiseAlerts(client, [alertOf(event, position, this.options.clock.now().getTime())]));
  }
}

const alertOf = ({ kind, bank, reference }: BankingEvent, position: string, raisedAt: number): AlertToRaise =>
  ({ organisation: bank, kind: 'not-passed-on', level: 'critical', requestId: isUuid(reference) ? reference : null, raisedAt, key: `banking event ${position}`, detail: { event: kind } });
