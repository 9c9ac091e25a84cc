import type { Pool } from 'pg';
import { laneTopic } from '@lianzhi/contracts';
import { BackgroundLoop, type Directory } from '@lianzhi/exchange';
import { inTransaction, isTransient, type BusinessClock } from '@lianzhi/platform';
import type { NoticeWriter } from '../notices/notice-writer';
import type { TrackedRequest } from '../tracking/tracked-request';
import type { ViewContexts } from '../tracking/view-contexts';
import { advance } from './advance';
import { callKey } from './call-key';
import { findDue, loadWatched, postpone, saveAdvances, tryLock, type DueRequest } from './call-store';
import { noticesOf, targetsIn, type Call } from './calls-of';
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

const batchSize = 1_000;
/** Transactions that a batch is called in, side by side: while the database writes the one, the next is composed. */
const atOnce = 2;
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
    return (await this.callSideBySide(ready, Math.min(now, passed))) > 0;
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
    const isRead = ({ id }: DueRequest): boolean => lanes.get(id)!.every((lane) => read.has(lane));
    await postpone(this.options.pool, due.filter((request) => !isRead(request)).map(({ id }) => id), retryMs.behind);
    return due.filter(isRead);
  }

  private lanesOf({ from, to }: DueRequest): string[] {
    const [requester, recipient] = [from, to].map((organisation) => this.options.directory.operatorOf(organisation));
    return requester !== undefined && recipient !== undefined ? [laneTopic(requester, recipient), laneTopic(recipient, requester)] : [];
  }

  private async callSideBySide(requests: readonly DueRequest[], now: number): Promise<number> {
    const share = Math.ceil(requests.length / atOnce);
    // None is left running when the step ends, also when another failed.
    const results = await Promise.allSettled(Array.from({ length: atOnce }, (_, index) => this.callAll(requests.slice(index * share, (index + 1) * share), now)));
    return results.reduce((calls, result) => {
      if (result.status === 'rejected') throw result.reason;
      return calls + result.value;
    }, 0);
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
      const watched = await loadWatched(client, locked);
      const known = new Set(watched.map(({ id }) => id));
      await postpone(client, locked.filter((id) => !known.has(id)), retryMs.waiting);
      const targets = targetsIn(directory);
      const advances = watched.map((request) => advance(request, contexts.get(request), now, targets));
      const calls = advances.flatMap((one) => one.calls);
      await saveAdvances(client, advances, now);
      await notices.write(client, calls.flatMap(noticesOf), now);
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
