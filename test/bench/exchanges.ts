import { Agent } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { ApiClient } from './api-client';
import { countCpu } from './cpu-time';
import type { LocalInstance } from './local-instance';
import { percentile } from './percentile';

export interface ExchangeFigures {
  perSecond: number; p50Ms: number; p99Ms: number; exchanges: number; seconds: number;
  /** Of everything but the caller (`driver`). */
  cpuMsPerExchange: number;
  /** CPU ms per exchange of each process, the caller among them. */
  cpuMsByProcess: Record<string, number>;
  /** Median ms from the beginning to: the court's POST is answered, the court is told of the answer, has read it, has closed, the coordinator knows. Older records lack it. */
  reachedMs?: Marks;
  /** Of all the machine's time: taken by other programs, and by the host. */
  othersShare: number; stolenShare: number;
}

const marks = ['posted', 'told', 'read', 'closed', 'tracked'] as const;
type Mark = (typeof marks)[number];
type Marks = Record<Mark, number>;

const court = 'court-141031';
const bank = 'bank-icbc-141031';
const caseNumber = '（2025）晋1031执900号';
/** A debtor whom the core-banking simulator knows at every branch. */
const debtor = { kind: 'company', name: '隰县某商贸有限公司', creditCode: '91141031MA0K3T8X69' };
const patienceMs = 60_000;

/**
 * Complete exchanges 完整往返: the court posts a query of deposits, the bank answers by machine, the court reads the answer and
 * closes the request, and the coordinator knows that. The next one begins when the last is complete. Signatures, encryption and fsync are on.
 */
export class ExchangeBench {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 512 });
  private readonly court: ApiClient;
  private readonly country: ApiClient;
  private readonly waiting = new Map<string, { answered: Latch; closed: Latch }>();
  private body: Record<string, unknown> = {};
  private stops: (() => void)[] = [];

  constructor(instance: LocalInstance) {
    this.court = new ApiClient(instance, court, this.agent);
    this.country = new ApiClient(instance, 'supervisor-000000', this.agent);
  }

  async prepare(): Promise<void> {
    await Promise.all([this.court.login(), this.country.login()]);
    await this.court.call('court', 'PUT', `/v1/cases/${encodeURIComponent(caseNumber)}`, { cause: '买卖合同纠纷', amountOwed: '480000.00', debtors: [debtor] });
    const { body: entry } = await this.court.call<{ request: { example: Record<string, unknown> }; documents: { kind: string; required: boolean }[] }>('court', 'GET', '/v1/catalogue/query-deposits');
    const documents = await Promise.all(entry.documents.filter(({ required }) => required).map(({ kind }) => this.court.upload('court', kind)));
    this.body = { ...entry.request.example, to: bank, caseNumber, subject: debtor, documents };
    this.stops = await Promise.all([
      this.court.events('court', ({ request, type }) => { if (type === 'answered') this.waiting.get(request ?? '')?.answered.open(); }),
      this.country.events('coordinator', ({ request, type }) => { if (type === 'closed') this.waiting.get(request ?? '')?.closed.open(); }),
    ]);
  }

  /** Compiled code, plans and connections as in the middle of a working day. */
  async warmUp(seconds: number): Promise<void> {
    await this.driveFor(64, seconds);
  }

  async run(concurrent: number, seconds: number): Promise<ExchangeFigures> {
    await this.driveFor(concurrent, Math.min(3, seconds / 3));
    const used = countCpu();
    const begun = performance.now();
    const reached = await this.driveFor(concurrent, seconds);
    const sorted = reached.map(({ tracked }) => tracked).sort((a, b) => a - b);
    const elapsed = (performance.now() - begun) / 1000;
    const { byProcess, othersShare, stolenShare } = used();
    const cpuMsByProcess = Object.fromEntries(Object.entries(byProcess).map(([name, ms]) => [name, ms / sorted.length]));
    return {
      perSecond: sorted.length / elapsed, p50Ms: percentile(sorted, 0.5), p99Ms: percentile(sorted, 0.99), exchanges: sorted.length, seconds: elapsed,
      cpuMsPerExchange: Object.entries(cpuMsByProcess).reduce((sum, [name, ms]) => sum + (name === 'driver' ? 0 : ms), 0),
      cpuMsByProcess, othersShare, stolenShare,
      reachedMs: Object.fromEntries(marks.map((mark) => [mark, percentile(reached.map((one) => one[mark]).sort((a, b) => a - b), 0.5)])) as Marks,
    };
  }

  close(): void {
    this.stops.forEach((stop) => stop());
    this.agent.destroy();
  }

  /** Of all exchanges that begin while `goesOn` says so: when, ms after its beginning, each had reached what. */
  async drive(concurrent: number, goesOn: () => boolean): Promise<Marks[]> {
    const all: Marks[] = [];
    await Promise.all(Array.from({ length: concurrent }, async () => {
      while (goesOn()) all.push(await this.exchange());
    }));
    return all;
  }

  private driveFor(concurrent: number, seconds: number): Promise<Marks[]> {
    const until = performance.now() + seconds * 1000;
    return this.drive(concurrent, () => performance.now() < until);
  }

  private async exchange(): Promise<Marks> {
    const begun = performance.now();
    const sinceBegun = (): number => performance.now() - begun;
    const { status, body } = await this.court.call<{ id: string }>('court', 'POST', '/v1/requests', this.body);
    if (status !== 201) throw new Error(`POST /v1/requests answered ${status}: ${JSON.stringify(body).slice(0, 300)}`);
    const latches = { answered: new Latch(), closed: new Latch() };
    this.waiting.set(body.id, latches);
    const posted = sinceBegun();
    let told = 0;
    void latches.answered.opened.then(() => { told = sinceBegun(); });
    await this.readAnswer(body.id, latches.answered, begun);
    const read = sinceBegun();
    const closure = await this.court.call('court', 'POST', `/v1/requests/${body.id}/closure`, {});
    if (closure.status >= 300) throw new Error(`POST …/closure answered ${closure.status}: ${JSON.stringify(closure.body).slice(0, 300)}`);
    const closed = sinceBegun();
    await this.isTracked(body.id, latches.closed, begun);
    this.waiting.delete(body.id);
    return { posted, told: told || read, read, closed, tracked: sinceBegun() };
  }

  /** The answer counts when the court has read it, not when an event says that there is one. */
  private async readAnswer(id: string, answered: Latch, begun: number): Promise<void> {
    for (;;) {
      await Promise.race([answered.opened, sleep(3_000)]);
      const { body } = await this.court.call<{ state: string; replies: unknown[] }>('court', 'GET', `/v1/requests/${id}`);
      if (body.state === 'answered' && body.replies.length > 0) return;
      if (performance.now() - begun > patienceMs) throw new Error(`request ${id} is ${body.state} after ${patienceMs} ms`);
      answered.close();
    }
  }

  private async isTracked(id: string, closed: Latch, begun: number): Promise<void> {
    for (;;) {
      if (await Promise.race([closed.opened.then(() => true), sleep(3_000, false)])) return;
      const { body } = await this.country.call<{ state: string }>('coordinator', 'GET', `/v1/requests/${id}`);
      if (body.state === 'closed') return;
      if (performance.now() - begun > patienceMs) throw new Error(`the coordinator has request ${id} as ${body.state} after ${patienceMs} ms`);
    }
  }
}

/** Waits for something that may have happened already. */
class Latch {
  opened!: Promise<void>;
  open!: () => void;

  constructor() { this.close(); }

  close(): void {
    this.opened = new Promise((resolve) => { this.open = resolve; });
  }
}
