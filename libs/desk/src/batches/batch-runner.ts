import { BackgroundLoop, type Directory } from '@lianzhi/exchange';
import { isTransient, Problem, problem, runWithTrace } from '@lianzhi/platform';
import type { DeskCore } from '../desk-core';
import type { Submissions } from '../http/submissions';
import { bodyOfLine, refusalOf, type Batch, type BatchLine, type LineState, type Refusal } from './batch';
import type { BatchStore } from './batch-store';

/** Lines sent at once: they are checked one by one and committed together. How long a replica may hold them, and how often a line is tried that fails for no fault of its own. */
const together = 200;
const holdSeconds = 60;
const mostAttempts = 8;

interface Settled { line: BatchLine; state: LineState; refusal?: Refusal; retryAfter?: number }

/**
 * Sends the lines of batches, each through the checks of every request, by any replica. A line's request has an id drawn before, so that a line that was sent
 * by a replica that died before it could say so is found, not sent again. What an organisation had not sent when it was closed, its successor sends.
 */
export class BatchRunner {
  private readonly loop: BackgroundLoop;

  constructor(private readonly store: BatchStore, private readonly submissions: Pick<Submissions, 'submit'>, private readonly core: Pick<DeskCore, 'find'>, private readonly directory: Pick<Directory, 'successionOf'>, private readonly onError: (error: unknown) => void) {
    this.loop = new BackgroundLoop(() => this.step(), () => 1_000, onError);
  }

  start(): void { this.loop.start(); }
  stop(): Promise<void> { return this.loop.stop(); }
  nudge(): void { this.loop.nudge(); }

  private async step(): Promise<boolean> {
    const claimed = await this.store.claim(together, holdSeconds);
    await this.store.settle(await Promise.all(claimed.map(({ batch, line }) => this.send(batch, line))));
    return claimed.length === together;
  }

  private async send(batch: Batch, line: BatchLine): Promise<Settled> {
    try {
      if (!(await this.wasSent(batch, line))) await runWithTrace(batch.traceparent, () => this.submissions.submit(this.senderOf(batch), bodyOfLine(batch, line.members), { id: line.requestId, traceparent: batch.traceparent }));
      return { line, state: 'accepted' };
    } catch (error) {
      // Refused because another replica had sent it just before; or it failed after it had been sent.
      if (await this.wasSent(batch, line)) return { line, state: 'accepted' };
      if (error instanceof Problem && error.status < 500) return { line, state: 'refused', refusal: refusalOf(error) };
      this.onError(error);
      if (line.attempts >= mostAttempts && !passes(error)) return { line, state: 'refused', refusal: refusalOf(problem('internal')) };
      return { line, state: 'open', retryAfter: Math.min(60, 2 ** line.attempts) };
    }
  }

  /** Asked only when somebody has tried before. */
  private async wasSent(batch: Batch, { requestId, attempts }: BatchLine): Promise<boolean> {
    return attempts > 1 && (await this.core.find(requestId, this.senderOf(batch))) !== undefined;
  }

  private senderOf({ organisation }: Batch): string {
    return this.directory.successionOf(organisation)[0]!;
  }
}

/** Nothing is wrong with the line: a database or a service was away. */
const passes = (error: unknown): boolean => error instanceof Problem || isTransient(error);
