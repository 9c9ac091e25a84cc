import type { Pool } from 'pg';
import { laneTopic } from '@lianzhi/contracts';
import { BackgroundLoop, type Directory } from '@lianzhi/exchange';
import { inTransaction, isTransient, type BusinessClock } from '@lianzhi/platform';
import type { NoticeWriter } from '../notices/notice-writer';
import { viewRequest } from '../tracking/request-view';
import { loadTracked, saveTracked } from '../tracking/tracked-requests';
import type { TrackedRequest } from '../tracking/tracked-request';
import type { ViewContexts } from '../tracking/view-contexts';
import { callKey } from './call-key';
import { findDue, insertCalls, postpone, tryLock, withUnhandled, type DueRequest } from './call-store';
import { callsOf, noticesOf, type Call } from './calls-of';
import type { BusTime } from './bus-time';
import type { ClockWatch } from './clock-watch';
import type { LaneReadiness } from './lane-readiness';
import { callGraceMs } from './steps';

export interface CallerOptions {
  pool: Pool;
  clock: BusinessClock;
  watch: Pick<ClockWatch, 'isSteady'>;
  readiness: Pick<LaneReadiness, 'caughtUp'>;
  busTime: Pick<BusTime, 'passed' | 'look'>;
  directory: Pick<Directory, 'organisation' | 'organisations' | 'superiors' | 'operatorOf'>;
  contexts: ViewContexts;
  notices: NoticeWriter;
  /** After commit. */
  onCalled: (calls: readonly { step: string }[]) => void;
  onError: (error: unknown) => void;
}

const batchSize = 500;
/** System time, ms: how long to wait for lanes, and until what could not be called is looked at again. */
const lanePatienceMs = 1_500;
const retryMs = { behind: 500, waiting: 500, failed: 30_000 };

/**
 * Calls warnings, breaches and escalations 预警、超期、升级督办. A due time is a row, claimed in small batches; never a timer.
 * Something is called only once 60 s have passed since its instant, by the bus's clock too, the lanes of both directions have been read
 * to ends taken after that, and no message of the request waits: a coordinator that was down, or whose clock is ahead, calls nothing that was answered in time.
 */
export class ObligationCaller {
  private readonly loop: BackgroundLoop;

  constructor(private readonly options: CallerOptions) {
    this.loop = new BackgroundLoop(() => this.step(), () => (options.clock.local ? 250 : 1_000), options.onError);
  }

  start(): void { this.loop.start(); }
  nudge(): void { this.loop.nudge(); }
  stop(): Promise<void> { return this.loop.stop(); }

  private async step(): Promise<boolean> {
    const { pool, clock, watch } = this.options;
    if (!watch.isSteady()) return false;
    // Both clocks are read before the end offsets are asked for: these are then taken after every instant that is called below.
    const now = clock.now().getTime();
    const due = await findDue(pool, now - callGraceMs, batchSize);
    if (due.length === 0) return false;
    const { requests, passed } = await this.passedOf(due);
    const ready = await this.readOf(requests);
    const calls = await this.callAll(ready, Math.min(now, passed));
    return calls > 0;
  }

  /** Those whose instant, with its grace, has passed by the bus's clock, which is asked only when nothing else is known to be due. */
  private async passedOf(due: readonly DueRequest[]): Promise<{ requests: DueRequest[]; passed: number }> {
    const { busTime } = this.options;
    const by = (passed: number): { requests: DueRequest[]; passed: number } => ({ passed, requests: due.filter(({ first }) => first + callGraceMs <= passed) });
    const known = by(busTime.passed);
    return known.requests.length > 0 ? known : by(await busTime.look());
  }

  /** Those of which both lanes have been read to their ends. */
  private async readOf(due: readonly DueRequest[]): Promise<DueRequest[]> {
    if (due.length === 0) return [];
    const lanes = new Map(due.map((request) => [request.id, this.lanesOf(request)]));
    const read = await this.options.readiness.caughtUp([...new Set([...lanes.values()].flat())], lanePatienceMs);
    const ready = due.filter(({ id }) => lanes.get(id)!.every((lane) => read.has(lane)));
    const behind = due.filter((request) => !ready.includes(request));
    await postpone(this.options.pool, behind.map(({ id }) => id), retryMs.behind);
    return ready;
  }

  private lanesOf({ from, to }: DueRequest): string[] {
    const [requester, recipient] = [from, to].map((organisation) => this.options.directory.operatorOf(organisation));
    return requester !== undefined && recipient !== undefined ? [laneTopic(requester, recipient), laneTopic(recipient, requester)] : [];
  }

  /** Returns how many calls were made. */
  private async callAll(requests: readonly DueRequest[], now: number): Promise<number> {
    const ids = requests.map(({ id }) => id);
    try {
      return await this.call(ids, now);
    } catch (error) {
      if (isTransient(error)) throw error;
      // One request must not keep the others waiting.
      let calls = 0;
      for (const id of ids) calls += await this.callAlone(id, now);
      return calls;
    }
  }

  private async callAlone(id: string, now: number): Promise<number> {
    try {
      return await this.call([id], now);
    } catch (error) {
      this.options.onError(error);
      await postpone(this.options.pool, [id], retryMs.failed);
      return 0;
    }
  }

  private async call(ids: readonly string[], now: number): Promise<number> {
    if (ids.length === 0) return 0;
    const { pool, contexts, directory, notices } = this.options;
    const called = await inTransaction(pool, async (client) => {
      const locked = await tryLock(client, ids);
      const unhandled = await withUnhandled(client, locked);
      const requests = [...(await loadTracked(client, locked)).values()].map((request) => ({ request, view: viewRequest(request, contexts.get(request)) }));
      const ready = requests.filter(({ request, view }) => !unhandled.has(request.id) && !view.waiting);
      await postpone(client, requests.filter((one) => !ready.includes(one)).map(({ request }) => request.id), retryMs.waiting);
      const calls = ready.flatMap(({ request, view }) => callsOf(request, view, now, directory));
      await insertCalls(client, calls, now);
      await notices.write(client, calls.flatMap(noticesOf), now);
      const changed = ready.map(({ request }) => noteCalls(request, calls, now));
      await saveTracked(client, changed.map((request) => ({ request, view: viewRequest(request, contexts.get(request)) })), directory);
      return calls;
    });
    if (called.length > 0) this.options.onCalled(called.map(({ step }) => ({ step: step.name })));
    return called.length;
  }
}

/** The request with what was called about it now. Pure. */
export function noteCalls(request: TrackedRequest, calls: readonly Call[], now: number): TrackedRequest {
  const own = calls.filter((call) => call.request.id === request.id).map(({ obligation, step }) => callKey(obligation.record, step.name));
  return own.length === 0 ? request : { ...request, called: [...request.called, ...own], updatedAt: Math.max(request.updatedAt, now) };
}
