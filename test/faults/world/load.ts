import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { catalogue, exampleClock, missingDocuments } from '@lianzhi/contracts';
import { uploadDocuments } from '../../../deploy/local/stories/story-documents';
import type { FaultWorld } from './fault-world';

export const court = 'court-141031';
export const police = 'police-141031';
export const bank = 'bank-icbc-141031';
const debtor = { kind: 'company', name: '隰县某商贸有限公司', creditCode: '91141031MA0K3T8X69' };
const person = { kind: 'person', name: '张某甲', idNumber: '142629198703124515' };
const patienceMs = 20_000;
/** Freezes are few: they wait for each other, one debtor's one after the other. */
const shares = { 'query-deposits': 6, 'freeze-account': 1, 'query-person': 3 } as const;

export interface Accepted { id: string; type: string; to: string; at: number }

/** Courts that ask, police that answer by API, courts that withdraw while they do: what was acknowledged is written down. */
export class Load {
  /** Acknowledged by 201: must never be lost. */
  readonly accepted: Accepted[] = [];
  /** Answers other than what was hoped for, by their status. */
  readonly refused = new Map<string, number>();
  private running = false;
  private pauses = new AbortController();
  private workers: Promise<void>[] = [];
  private perSecond = 0;
  private documents: Record<string, unknown> = {};
  private readonly caseNumber = '（2025）晋1031执900号';

  constructor(private readonly world: FaultWorld) {}

  async prepare(): Promise<void> {
    const { api } = this.world;
    await this.insist(court, `/v1/cases/${encodeURIComponent(this.caseNumber)}`, { method: 'PUT', body: { cause: '买卖合同纠纷', amountOwed: '900000000.00', debtors: [debtor, person] } });
    await fetch(`${api.coreBankingUrl}/faults`, { method: 'DELETE' });
    for (const type of Object.keys(shares)) {
      const contract = catalogue.get(type);
      const example = contract.example(exampleClock(Date.now()));
      this.documents[type] = await uploadDocuments(api, court, missingDocuments(contract, 'request', example.details, []), { number: this.caseNumber, cause: '' });
    }
  }

  /** Its dates go by story time. */
  private body(type: string): Record<string, unknown> {
    const example = catalogue.get(type).example(exampleClock(this.world.clock.now));
    return {
      ...example, caseNumber: this.caseNumber, subject: type === 'query-person' ? person : debtor, to: type === 'query-person' ? police : bank, documents: this.documents[type],
      details: { ...example.details, ...(type === 'freeze-account' && { amount: '1.00', account: undefined }) },
    };
  }

  /** @param perSecond requests, at the most */
  start(perSecond: number): void {
    this.running = true;
    this.perSecond = perSecond;
    this.pauses = new AbortController();
    const everyMs = (3 * 1000) / perSecond;
    this.workers = [...Array.from({ length: 3 }, () => this.repeat(everyMs, () => this.ask())), this.repeat(500, () => this.answerByHand()), this.repeat(2_000, () => this.withdrawOne())];
  }

  async stop(): Promise<void> {
    this.running = false;
    this.pauses.abort();
    await Promise.all(this.workers);
  }

  /** Nobody asks or answers while that is done, besides what it does itself. */
  async silentDuring<T>(work: () => Promise<T>): Promise<T> {
    await this.stop();
    try {
      return await work();
    } finally {
      this.start(this.perSecond);
    }
  }

  /** What waits for people, so that nothing is left open only because they stopped working. */
  async workOff(): Promise<void> {
    for (let rounds = 0; rounds < 30 && (await this.answerByHand()) > 0; rounds += 1) await sleep(200);
  }

  /** One request, asked until it is acknowledged or refused: the same key makes it once. */
  async ask(type = this.type()): Promise<string | undefined> {
    const answer = await this.insist<{ id: string }>(court, '/v1/requests', { body: this.body(type), headers: { 'idempotency-key': randomUUID() } });
    if (answer.status !== 201) return this.note(`${type} ${answer.status} ${JSON.stringify((answer.body as { errors?: unknown }).errors ?? '')}`);
    this.accepted.push({ id: answer.body.id, type, to: type === 'query-person' ? police : bank, at: Date.now() });
    return answer.body.id;
  }

  private type(): string { return this.world.chance.weighted(shares); }

  private async answerByHand(): Promise<number> {
    const { body } = await this.insist<{ items: { id: string; state: string }[] }>(police, '/v1/requests?box=received&state=delivered&limit=20', {});
    for (const { id } of body.items ?? []) await this.answer(id);
    return (body.items ?? []).length;
  }

  /** The police's final reply. Resolves with the status. */
  async answer(id: string): Promise<number> {
    const example = Object.values(catalogue.get('query-person').replyExamples(exampleClock(this.world.clock.now))).find(({ final, documents = [] }) => final && documents.length === 0)!;
    const { status } = await this.insist(police, `/v1/requests/${id}/replies`, { body: { ...example }, headers: { 'idempotency-key': randomUUID() } });
    if (status >= 300) this.note(`reply ${status}`);
    return status;
  }

  /** Against an answer that may be on its way. */
  private async withdrawOne(): Promise<void> {
    const young = this.accepted.filter(({ at, type }) => type === 'query-person' && Date.now() - at < 3_000);
    if (young.length > 0) await this.withdraw(this.world.chance.pick(young).id);
  }

  /** Resolves with the status. */
  async withdraw(id: string): Promise<number> {
    const { status } = await this.insist(court, `/v1/requests/${id}/withdrawal`, { body: { reason: '已履行' }, headers: { 'idempotency-key': randomUUID() } });
    if (status >= 300) this.note(`withdraw ${status}`);
    return status;
  }

  private async repeat(everyMs: number, work: () => Promise<unknown>): Promise<void> {
    while (this.running) {
      const begun = performance.now();
      await work();
      const pauseMs = Math.max(5, everyMs * (0.5 + this.world.chance.next()) - (performance.now() - begun));
      await sleep(pauseMs, undefined, { signal: this.pauses.signal }).catch(() => undefined);
    }
  }

  /** Until somebody answers other than with 5xx: replicas in turn, whatever happens to them. */
  private async insist<T>(organisation: string, path: string, options: { method?: string; body?: unknown; headers?: Record<string, string> }): Promise<{ status: number; body: T }> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const answer = await within(patienceMs, this.world.api.call<T>(organisation, path, options));
        if (answer.status < 500 && answer.status !== 409) return answer;
        // Still under way elsewhere: asked again. Any other conflict is an answer.
        if (answer.status === 409 && !JSON.stringify(answer.body).includes('idempotency')) return answer;
        this.note(`${options.body ? 'POST' : 'GET'} ${answer.status}`);
      } catch {
        this.note('no answer');
      }
      if (!this.running && attempt > 60) throw new Error(`${organisation} ${path} is not answered any more`);
      await sleep(Math.min(2_000, 100 * attempt));
    }
  }

  private note(what: string): undefined {
    this.refused.set(what, (this.refused.get(what) ?? 0) + 1);
  }
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  const timer = new AbortController();
  work.catch(() => undefined);
  try {
    return await Promise.race([work, sleep(ms, undefined, { signal: timer.signal }).then(() => { throw new Error(`no answer within ${ms} ms`); })]);
  } finally {
    timer.abort();
  }
}
