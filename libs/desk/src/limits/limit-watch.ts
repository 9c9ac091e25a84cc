import { escalationRungs, stepsOfRunning, worthCalling, type ObligationStep } from '@lianzhi/contracts';
import { BackgroundLoop, lock } from '@lianzhi/exchange';
import { inTransaction } from '@lianzhi/platform';
import type { AlertToRaise } from '../alerts/alert';
import type { DeskRequest } from '../requests/desk-request';
import type { DeskContext } from '../unit/desk-context';
import { DeskSession } from '../unit/desk-session';
import { dueWatches, noteCalled } from './limit-watch-rows';

const batchSize = 100;
const levels = { warning: 'warning', breach: 'critical', escalation: 'critical' } as const;

/**
 * Calls what is late of requests that no lane carries: the coordinator cannot know of them, so the desk that answers watches
 * them itself (docs/decisions, parties over HTTP). Due times are rows; each step is called once, by the key of its alert, whatever the number of replicas.
 */
export class LimitWatch {
  private readonly loop: BackgroundLoop;

  constructor(private readonly context: DeskContext, onError: (error: unknown) => void) {
    this.loop = new BackgroundLoop(() => this.step(), () => 1_000, onError);
  }

  start(): void { this.loop.start(); }
  stop(): Promise<void> { return this.loop.stop(); }

  private async step(): Promise<boolean> {
    const { exchange: { pool }, clock } = this.context;
    const { rows } = await pool.query<{ request_id: string }>({ name: 'limit-watch-next', text: `SELECT request_id FROM limit_watch WHERE next_at <= $1 ORDER BY next_at LIMIT ${batchSize}`, values: [clock.now()] });
    if (rows.length > 0) await this.call(rows.map(({ request_id: id }) => id));
    return rows.length === batchSize;
  }

  private async call(ids: readonly string[]): Promise<void> {
    await inTransaction(this.context.exchange.pool, async (client) => {
      await lock(client, ids);
      const session = await DeskSession.begin(client, this.context, ids);
      const called = (await dueWatches(client, ids, session.now)).map((requestId) => ({ requestId, nextAt: this.callOne(requestId, session) }));
      await session.flush();
      await noteCalled(client, called);
    });
  }

  /** When to look again. */
  private callOne(id: string, session: DeskSession): number | undefined {
    const request = session.find(id, 'received');
    if (!request) return undefined;
    const { calendar, catalogue } = this.context;
    const rules = catalogue.find(request.type)?.obligations ?? [];
    const owed = request.record.core.obligations.filter(({ owedBy }) => owedBy === 'recipient').map((obligation) => ({ obligation, steps: stepsOfRunning(obligation, escalationRungs, calendar, rules.find(({ name }) => name === obligation.name)?.warnAfter) }));
    for (const { obligation: { name, round }, steps } of owed) {
      for (const step of worthCalling(steps.filter(({ at }) => at <= session.now))) this.tell(request, step, `${name} ${round}`, { obligation: name, round, step: step.name }, session);
    }
    const later = owed.flatMap(({ steps }) => steps.map(({ at }) => at)).filter((at) => at > session.now);
    return later.length === 0 ? undefined : Math.min(...later);
  }

  private tell(request: DeskRequest, { kind, name, at, rung }: ObligationStep, what: string, detail: Record<string, unknown>, session: DeskSession): void {
    const alert: AlertToRaise = { organisation: request.to, kind, level: levels[kind], requestId: request.id, raisedAt: at, key: `${request.id} ${what} ${name}`, detail };
    const above = rung === undefined ? undefined : this.above(request.to, rung.n);
    session.alert(above === undefined ? alert : { ...alert, organisation: above, detail: { ...detail, organisation: request.to } });
    if (kind === 'escalation' && !request.flags.includes('escalated')) session.put({ ...session.find(request.id, 'received')!, flags: [...request.flags, 'escalated'] });
  }

  /** The organisation that many levels above, past the top the topmost; only one of this desk can be told here, else the organisation itself is. */
  private above(organisation: string, level: number): string | undefined {
    const { directory, operator } = this.context.exchange;
    const chain = directory.superiors(organisation).filter((superior) => superior.operator === operator);
    return chain[Math.min(level, chain.length) - 1]?.code;
  }
}
