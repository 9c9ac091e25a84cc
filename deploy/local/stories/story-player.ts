import { catalogue as defaultCatalogue, toShanghaiIso, type Catalogue, type MovePath } from '@lianzhi/contracts';
import { untilAgreed, type RequestEnds, type Sides } from './agreement';
import { alertsAbout } from './alerts';
import { alertedBy, checkThen, type CheckResult, type Seen } from './check-then';
import { moveBody, replyBody, requestBody, type Body } from './compose-body';
import { depositMoney, scriptAnswer } from './core-banking-script';
import { holds } from './holds';
import { seeCaseLimits, seeDrafts, seeLedger } from './ledger-check';
import { awaitMessage } from './machine-message';
import { caseOf, STEP_MOVES, type Expectation, type Step, type Story, type Then } from './story';
import { uploadDocuments } from './story-documents';
import type { Answer, StorySystem } from './story-system';
import { until } from './until';

/** What is remembered of a step, so that a story can be played on after a kill. Bodies are kept: a repetition must be word for word. */
export interface StepMemory { body?: unknown; request?: string; done?: true }
export interface StoryMemory {
  of(step: Step): StepMemory;
  remember(step: Step, memory: StepMemory): void;
}

export interface StoryPlayerOptions {
  system: StorySystem;
  catalogue?: Catalogue;
  memory?: StoryMemory;
  /** The calls' `Idempotency-Key`; none by default. */
  keyOf?: (step: Step) => string;
  /** For desks and coordinator to agree, ms. */
  deadlineMs?: number;
  signal?: AbortSignal;
}

/** What a call answered otherwise than the story says. */
export class StoryFailure extends Error {
  constructor(story: Story, step: Step, message: string, readonly error?: string) {
    super(`story ${story.name}, step ${step.index + 1} (${step.by ?? 'nobody'} ${step.do ?? 'looks'}): ${message}`);
  }
}

/** Plays a story through running services, one step after the other. */
export class StoryPlayer {
  private readonly requests = new Map<string, RequestEnds>();
  private readonly memory: StoryMemory;
  private readonly catalogue: Catalogue;
  private readonly deadlineMs: number;

  constructor(readonly story: Story, private readonly options: StoryPlayerOptions) {
    this.memory = options.memory ?? keptInProcess();
    this.catalogue = options.catalogue ?? defaultCatalogue;
    this.deadlineMs = options.deadlineMs ?? 20_000;
    for (const step of story.steps) this.recall(step);
  }

  /** The requests made so far, by their names in the story. */
  get made(): ReadonlyMap<string, RequestEnds> { return this.requests; }

  /** Puts the cases (执行案件) that the requests are about; again at will. */
  async putCases(): Promise<void> {
    const { cases, debtor } = this.story;
    await Promise.all(cases.map(({ number, court, cause, amountOwed }) =>
      this.options.system.get(court, `/v1/cases/${encodeURIComponent(number)}`, { method: 'PUT', body: { cause, debtors: [debtor], amountOwed } })));
  }

  /** When an application for preservation was accepted and ruled on can be told only once it has happened: with the court's requests. */
  private async putPreservation(step: Step): Promise<void> {
    const { number, court, cause, amountOwed, preservation } = caseOf(this.story, step.by);
    if (!preservation || court !== step.by) return;
    await this.options.system.get(court, `/v1/cases/${encodeURIComponent(number)}`, { method: 'PUT', body: { cause, debtors: [this.story.debtor], amountOwed, preservation } });
  }

  /** Makes the step's call and waits until all sides agree. @throws StoryFailure if it is answered otherwise than the story says */
  async play(step: Step): Promise<void> {
    if (this.memory.of(step).done) return;
    this.options.system.setClock(step.at);
    if (step.do === 'request') await this.playRequest(step);
    else if (this.isTakenByMachine(step)) await this.awaitMachine(step);
    else if (step.do !== undefined) await this.playMove(step);
    this.memory.remember(step, { ...this.memory.of(step), done: true });
  }

  /** Asserts the step's `then`: looks until it holds or the deadline is over. */
  async check(step: Step): Promise<CheckResult[]> {
    const { then } = step;
    if (then === undefined) return [];
    return until(async () => checkThen(then, await this.see(step, then)), (results) => results.every(({ ok }) => ok), this.until);
  }

  /** Closes (办结确认) what the story leaves answered and withdraws what it leaves open. @param at business time, ms */
  async closeWhatIsOpen(at: number): Promise<void> {
    for (const ends of this.requests.values()) {
      const { requester } = await untilAgreed(this.options.system, ends, this.until);
      if (requester === undefined || ['closed', 'returned', 'withdrawn', 'undeliverable'].includes(requester.state)) continue;
      this.options.system.setClock(at);
      const path = requester.state === 'answered' ? 'closure' : 'withdrawal';
      const answer = await this.options.system.call(ends.from, `/v1/requests/${ends.id}/${path}`, { body: path === 'closure' ? {} : { reason: '样例结束 end of the sample' } });
      // 409: it has just closed by itself.
      if (answer.status >= 300 && answer.status !== 409) throw new Error(`sample ${this.story.name} could not be closed: ${answer.status} ${JSON.stringify(answer.body)}`);
      await untilAgreed(this.options.system, ends, this.until);
    }
  }

  private async playRequest(step: Step): Promise<void> {
    const { system } = this.options;
    await this.putPreservation(step);
    const follows = step.follows === undefined ? undefined : this.endsOf(step, step.follows).id;
    const body = requestBody(this.catalogue.get(step.type!), step, this.story, follows, this.catalogue);
    const reply = this.story.steps.find((later) => later.do === 'reply' && later.request === step.request);
    if (reply && system.isAutomated(step.to!, step.type!)) await scriptAnswer(system.coreBankingUrl, step, reply, body.details!, this.story);
    const answer = system.isSentByMachine(step.by!, step.type!) ? undefined : await this.send(step, '/v1/requests', body);
    if (answer && answer.status >= 300) return;
    const request = answer ? String(answer.body.id) : await this.awaitRequest(step, body);
    this.memory.remember(step, { ...this.memory.of(step), request });
    this.recall(step);
    await this.settle(step);
  }

  /** Money comes in at the bank, whose desk tells the court by itself. @returns id of its request */
  private async awaitRequest(step: Step, { details, caseNumber }: Body): Promise<string> {
    const { system } = this.options;
    if (this.memory.of(step).body === undefined) {
      await depositMoney(system.coreBankingUrl, step.by!, details!);
      this.memory.remember(step, { ...this.memory.of(step), body: { details } });
    }
    const path = `/v1/requests?box=sent&type=${step.type}&limit=50&q=${encodeURIComponent(String(caseNumber))}`;
    const found = await until(async () => {
      const { items } = await system.get<{ items: { id: string }[] }>(step.by!, path);
      const seen = await Promise.all(items.map(({ id }) => system.get<{ id: string; details: Record<string, unknown> }>(step.by!, `/v1/requests/${id}`)));
      return seen.find((one) => one.details.serial === details!.serial);
    }, (request) => request !== undefined, this.until);
    if (!found) throw new StoryFailure(this.story, step, 'expected the bank to tell of the money, and it did not');
    return found.id;
  }

  private async playMove(step: Step): Promise<void> {
    const { id } = this.endsOf(step);
    const path = STEP_MOVES[step.do as Exclude<typeof step.do, undefined | 'request'>] as MovePath | 'replies';
    const contract = this.catalogue.get(this.typeOf(step));
    // A supervising body has no desk: it urges at the coordinator, without further words.
    const body: Body = this.options.system.serviceOf(step.by!) === 'coordinator' ? { ...step.with } : path === 'replies' ? replyBody(contract, step) : moveBody(contract, path, step);
    await this.send(step, `/v1/requests/${id}/${path}`, body);
    await this.settle(step);
  }

  /** The desk acts by machine: its message must come, and be the one that the story tells. */
  private async awaitMachine(step: Step): Promise<void> {
    const seen = await awaitMessage(this.options.system, this.endsOf(step), step, this.until);
    if (seen !== undefined) throw new StoryFailure(this.story, step, `expected ${JSON.stringify(step.with)}, the machine said ${JSON.stringify(seen)}`);
    await this.settle(step);
  }

  private async send(step: Step, path: string, body: Body): Promise<Answer> {
    const { system, keyOf } = this.options;
    let sent = this.memory.of(step).body;
    if (sent === undefined) {
      const documents = body.documents && await uploadDocuments(system, step.by!, body.documents, caseOf(this.story, step.by));
      sent = { ...body, ...(documents && { documents }) };
      this.memory.remember(step, { ...this.memory.of(step), body: sent });
    }
    const answer = await system.call(step.by!, path, { body: sent, ...(keyOf && { headers: { 'idempotency-key': keyOf(step) } }) });
    const wrong = faultOf(answer, step.expect);
    if (wrong !== undefined) throw new StoryFailure(this.story, step, `${wrong}, got ${answer.status} ${JSON.stringify(answer.body)}`, answer.body.error as string | undefined);
    return answer;
  }

  private async settle(step: Step): Promise<Sides> {
    return untilAgreed(this.options.system, this.endsOf(step), this.until);
  }

  private async see(step: Step, then: Then): Promise<Seen> {
    const { system } = this.options;
    const ends = this.endsOf(step);
    const [sides, alerts, indicators] = await Promise.all([
      this.settle(step),
      Promise.all(alertedBy(then).map(async (code) => [code, await alertsAbout(system, code, ends.id)] as const)),
      then.indicators ? system.get<Record<string, unknown>>(ends.from, `/v1/indicators?request=${ends.id}`, { service: 'coordinator' }) : {},
    ]);
    const ledger = then.measure || then.remainingCap !== undefined ? await seeLedger(system, ends.from, this.endsOf(step, then.measure?.of ?? step.request).id) : undefined;
    const thread = then.thread === undefined ? undefined : this.endsOf(step, then.thread).id;
    const drafts = then.draft && await seeDrafts(system, ends.from, caseOf(this.story, ends.from).number, ends.id);
    const caseLimits = then.caseLimits && await seeCaseLimits(system, ends.from, caseOf(this.story, ends.from).number);
    return { sides, thread, ledger, drafts, caseLimits, alerts: Object.fromEntries(alerts), indicators, at: this.causeOf(step).at };
  }

  private recall(step: Step): void {
    const { request } = this.memory.of(step);
    if (step.do === 'request' && request !== undefined) this.requests.set(step.request!, { id: request, from: step.by!, to: step.to! });
  }

  private endsOf(step: Step, name = step.request): RequestEnds {
    const ends = name === undefined ? [...this.requests.values()].at(-1) : this.requests.get(name);
    if (!ends) throw new StoryFailure(this.story, step, `there is no request ${name} at ${toShanghaiIso(step.at)}`);
    return ends;
  }

  private isTakenByMachine(step: Step): boolean {
    return step.do !== undefined && step.do !== 'request' && this.options.system.isTakenByMachine(step, this.typeOf(step));
  }

  /** A machine acts as soon as it can: at the time of the step before, of which its own comes. */
  private causeOf(step: Step): Step {
    return this.isTakenByMachine(step) ? this.story.steps.findLast((earlier) => earlier.index < step.index && !this.isTakenByMachine(earlier)) ?? step : step;
  }

  private typeOf(step: Step): string {
    return this.story.steps.find((earlier) => earlier.do === 'request' && earlier.request === step.request)!.type!;
  }

  private get until() { return { deadlineMs: this.deadlineMs, signal: this.options.signal }; }
}

/** What is wrong with the answer, or undefined. */
function faultOf({ status, body }: Answer, expect: Expectation | undefined): string | undefined {
  if (expect === undefined) return status < 300 ? undefined : 'expected success';
  if (status !== expect.status) return `expected ${expect.status}`;
  if (expect.error !== undefined && body.error !== expect.error) return `expected the error ${expect.error}`;
  if (expect.remainingCap !== undefined && body.remainingCap !== expect.remainingCap) return `expected ${expect.remainingCap} to be left of the cap`;
  return expect.missing === undefined || holds(body.missing, expect.missing) ? undefined : `expected ${expect.missing.join('、')} to be named as missing`;
}

function keptInProcess(): StoryMemory {
  const kept = new Map<number, StepMemory>();
  return { of: ({ index }) => kept.get(index) ?? {}, remember: ({ index }, memory) => void kept.set(index, memory) };
}
