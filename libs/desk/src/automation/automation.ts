import { isOpen, shanghaiDate, validateReply, type RequestState } from '@lianzhi/contracts';
import { BackgroundLoop } from '@lianzhi/exchange';
import { inTransaction, Problem, runWithTrace } from '@lianzhi/platform';
import type { DeskService } from '../moves/desk-service';
import type { SubmittedData } from '../requests/desk-request';
import type { DeskContext } from '../unit/desk-context';
import { endTasks, TaskTaken, type TaskToBegin } from '../unit/task-rows';
import { askedIn } from './asked-request';
import { ReceiptSweeper } from './receipt-sweeper';
import type { AutomatedRequest, HandlerResult, RequestHandler } from './request-handler';

interface Task { request_id: string; type: string; attempt: number; created_at: Date; to_org: string; state: RequestState; unconfirmed: boolean }

/** Requests whose content is kept for their first attempt; what is missing is read. */
const mostRemembered = 2_000;

/** How many requests are answered at once, and how long a replica may hold one, from its last sign, before another may take it. */
const concurrency = 64;
const holdSeconds = 12;
const renewMs = 4_000;

/**
 * Answers delivered requests by machine: tasks are rows, claimed in batches, run outside any transaction, and repeated until
 * answered or left to a person. A replica that dies lets go of its tasks by time; handlers are idempotent by request id.
 */
export class Automation {
  private readonly handlers: ReadonlyMap<string, RequestHandler>;
  private readonly loop: BackgroundLoop;
  private readonly receipts: ReceiptSweeper;
  private readonly remembered = new Map<string, Pick<TaskToBegin, 'asked' | 'traceparent'>>();
  private running = 0;

  constructor(
    private readonly context: DeskContext, private readonly desk: DeskService, handlers: readonly RequestHandler[],
    private readonly onError: (error: unknown) => void, private readonly onWorklist: (requestId: string, reason: string) => void,
  ) {
    this.handlers = new Map(handlers.map((handler) => [handler.type, handler]));
    this.loop = new BackgroundLoop(() => this.step(), () => 1_000, onError);
    this.receipts = new ReceiptSweeper(context, desk, onError);
  }

  start(): void {
    // Also without handlers: those of an earlier start may have left requests behind.
    this.receipts.start();
    if (this.handlers.size > 0) this.loop.start();
  }

  /** Tasks that a transaction of this replica has begun. Depends on nothing but the rows: another replica may do them. */
  begin(tasks: ReadonlyMap<string, TaskToBegin>): void {
    for (const [id, task] of tasks) this.remembered.set(id, task);
    for (const id of this.remembered.keys()) {
      if (this.remembered.size <= mostRemembered) break;
      this.remembered.delete(id);
    }
    this.loop.nudge();
  }

  async stop(): Promise<void> {
    await Promise.all([this.loop.stop(), this.receipts.stop()]);
    for (let waited = 0; this.running > 0 && waited < 5_000; waited += 50) await new Promise((resolve) => setTimeout(resolve, 50));
  }

  private async step(): Promise<boolean> {
    const free = concurrency - this.running;
    if (free <= 0) return false;
    const { rows } = await this.context.exchange.pool.query<Task>({
      name: 'task-claim',
      // Neither joined nor IN nor with the box as a constant: planned while the tables were empty, each would read every request, or a whole partial index, at each claim.
      text: `UPDATE task t SET claimed_until = clock_timestamp() + make_interval(secs => ${holdSeconds}), attempt = attempt + 1
             WHERE t.request_id = ANY(ARRAY(
               SELECT due.request_id FROM task due WHERE run_at <= clock_timestamp() AND claimed_until < clock_timestamp() AND type = ANY($2::text[])
                 AND (order_key IS NULL OR NOT EXISTS (
                   SELECT FROM task earlier WHERE earlier.order_key = due.order_key AND (earlier.created_at, earlier.request_id) < (due.created_at, due.request_id)))
               ORDER BY run_at LIMIT $1 FOR UPDATE SKIP LOCKED))
             RETURNING t.request_id, t.type, t.attempt, t.created_at, t.confirm_at IS NOT NULL AS unconfirmed,
               (SELECT to_org FROM request r WHERE r.id = t.request_id AND r.box = $3) AS to_org, (SELECT state FROM request r WHERE r.id = t.request_id AND r.box = $3) AS state`,
      values: [free, [...this.handlers.keys()], 'received'],
    });
    for (const task of rows) {
      this.running += 1;
      const renewal = setInterval(() => void this.hold(task).catch(this.onError), renewMs);
      void this.runTask(task).catch(this.onError).finally(() => {
        clearInterval(renewal);
        this.running -= 1;
        if (this.running < concurrency / 2) this.loop.nudge();
      });
    }
    return rows.length === free;
  }

  /** As long as its handler runs nobody else takes it; of a replica that died it is free soon. */
  private async hold({ request_id: id, attempt }: Task): Promise<void> {
    await this.context.exchange.pool.query(
      `UPDATE task SET claimed_until = clock_timestamp() + make_interval(secs => ${holdSeconds}) WHERE request_id = $1 AND attempt = $2 AND claimed_until > '-infinity'`, [id, attempt]);
  }

  private async isHeld({ id, attempt }: AutomatedRequest): Promise<boolean> {
    return (await this.context.exchange.pool.query('SELECT 1 FROM task WHERE request_id = $1 AND attempt = $2', [id, attempt])).rowCount === 1;
  }

  /** What was held too long is another attempt's: whatever this one found out, nothing of it is written. */
  private async runTask(task: Task): Promise<void> {
    await this.runHeld(task).catch((error: unknown) => {
      if (!(error instanceof TaskTaken)) throw error;
    });
  }

  private async runHeld(task: Task): Promise<void> {
    const result = await this.handle(task).catch((error: unknown): HandlerResult => {
      if (error instanceof TaskTaken) throw error;
      this.onError(error);
      return { kind: 'retry', afterMs: Math.min(60_000, 500 * 2 ** task.attempt), reason: 'handler failed' };
    });
    // A reply took its task with it, in one transaction: a crash between the two would reply twice.
    if (result.kind === 'reply') return;
    if (task.unconfirmed) await this.desk.confirmReceipt(task.request_id);
    if (result.kind === 'retry') {
      await this.context.exchange.pool.query(
        `UPDATE task SET claimed_until = '-infinity', run_at = clock_timestamp() + make_interval(secs => $2) WHERE request_id = $1 AND attempt = $3`, [task.request_id, result.afterMs / 1000, task.attempt]);
      return;
    }
    await endTasks(this.context.exchange.pool, [{ requestId: task.request_id, attempt: task.attempt }]);
    this.onWorklist(task.request_id, result.reason);
  }

  private async handle(task: Task): Promise<HandlerResult> {
    const request = await this.requestOf(task);
    if (!request) return { kind: 'worklist', reason: 'the request could not be read' };
    if (!isOpen(request.state)) return { kind: 'worklist', reason: `the request is ${request.state}` };
    return runWithTrace(request.traceparent, async () => {
      const result = await this.handlers.get(task.type)!.handle(request.asked);
      return result.kind === 'reply' ? this.reply(request.asked, result) : result;
    });
  }

  /** Checked like anybody's reply; a state that changed meanwhile (withdrawn, answered by hand) ends the task. */
  private async reply(request: AutomatedRequest, result: Extract<HandlerResult, { kind: 'reply' }>): Promise<HandlerResult> {
    const { final, outcome, milestone, details, until } = result;
    const body = { final, outcome, details, ...(milestone === undefined ? {} : { milestone }) };
    const [issue] = validateReply(this.context.catalogue.get(request.type), body, { businessDate: shanghaiDate(this.context.clock.now()), strict: true });
    if (issue) return { kind: 'worklist', reason: `the automatic answer breaks the contract at ${issue.pointer}` };
    try {
      await this.desk.move({ requestId: request.id, organisation: request.to, move: final ? 'answered' : 'interim-replied', outcome, milestone, until, details, endsTask: request.attempt });
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      // Refused because another attempt has answered: nothing is left unsaid.
      if (!(await this.isHeld(request))) throw new TaskTaken([request.id]);
      await this.tellUnsent(request, outcome);
      return { kind: 'worklist', reason: error.message };
    }
    return result;
  }

  /** What was done stays done although the request is over (the court withdrew meanwhile): a person has to undo it or tell the court. */
  private async tellUnsent({ id, type, to }: AutomatedRequest, outcome: string): Promise<void> {
    if (this.context.catalogue.get(type).kind === 'query') return;
    const alert = { organisation: to, kind: 'answer-not-sent', level: 'critical' as const, requestId: id, raisedAt: this.context.clock.now().getTime(), key: `${id} answer-not-sent`, detail: { outcome } };
    await inTransaction(this.context.exchange.pool, (client) => this.context.raiseAlerts(client, [alert]));
  }

  private async requestOf(task: Task): Promise<{ state: RequestState; asked: AutomatedRequest; traceparent?: string } | undefined> {
    const attempted = { attempt: task.attempt, startedAt: task.created_at.getTime() };
    const remembered = this.remembered.get(task.request_id);
    this.remembered.delete(task.request_id);
    if (remembered) return { state: task.state, asked: { ...remembered.asked, ...attempted }, traceparent: remembered.traceparent };
    const request = await this.desk.find(task.request_id, task.to_org);
    const first = request && (await this.desk.messages(request)).find(({ move }) => move === 'submitted');
    if (!request || !first?.data) return undefined;
    return { state: request.state, asked: { ...askedIn(request, first.data as SubmittedData), ...attempted }, traceparent: first.traceparent };
  }
}
