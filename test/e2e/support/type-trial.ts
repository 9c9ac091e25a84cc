import { catalogue, missingDocuments, validateSubmission, type DocumentMove, type DocumentRule, type ReplyExample, type RequestContract } from '@lianzhi/contracts';
import { untilAgreed, type StorySystem } from '../../../deploy/local/stories';
import { until, type ApiClient, type Json } from '../interfaces/api-client';
import { exampleBody, inState, uploadAll } from '../interfaces/exchange-world';

const DEADLINE_MS = 60_000;

export interface TrialWorld {
  api: ApiClient;
  system: StorySystem;
  /** Where the business clock stands. */
  businessDate: string;
}

/** A request type between two organisations that its contract joins: all its values are those of the catalogue's examples. */
export class TypeTrial {
  readonly contract: RequestContract;

  constructor(private readonly world: TrialWorld, type: string, readonly from: string, readonly to: string) {
    this.contract = catalogue.get(type);
  }

  private get api(): ApiClient { return this.world.api; }

  /** Sends the example. @returns its id, once the recipient has it */
  async send(more: Json = {}): Promise<string> {
    const { id, state } = await this.api.expect(201, this.from, '/v1/requests', { body: await this.body(more) });
    if (state !== 'submitted') throw new Error(`${this.contract.type} is ${state} on the day it is sent`);
    await until(() => this.api.at(this.to, `/v1/requests/${id}`), ({ status, body }) => status === 200 && body.state !== 'submitted', { ms: DEADLINE_MS });
    return id as string;
  }

  /** From the example sent to the request closed, by hand. @param key of the catalogue's examples of a reply @returns what the requester was told */
  async byHand(key: string): Promise<{ given: Json[]; seen: Json }> {
    const examples = await this.replyExamples();
    const id = await this.send();
    await this.api.expect(200, this.to, `/v1/requests/${id}/accept`, { body: { documents: await this.papersOf('accept', {}) } });
    const given = [await this.reply(id, examples[key]!)];
    // What only reports on the way is followed by an answer.
    if (!examples[key]!.final) given.push(await this.reply(id, Object.values(examples).find(({ final }) => final)!));
    const seen = await inState(this.api, this.from, id, 'answered');
    await this.close(id);
    return { given, seen };
  }

  /** Waits for the answer of the recipient's machine. @returns what the requester was told */
  async byMachine(follows?: string): Promise<Json> {
    const id = await this.send({ follows });
    const { body } = await until(() => this.api.at(this.from, `/v1/requests/${id}`), ({ body: seen }) => seen.state === 'answered', { ms: DEADLINE_MS });
    return body;
  }

  /** The requester closes it, and all three sides come to agree on that. */
  async close(id: string): Promise<void> {
    await this.api.expect(200, this.from, `/v1/requests/${id}/closure`, { body: {} });
    const sides = await untilAgreed(this.world.system, { id, from: this.from, to: this.to }, { deadlineMs: DEADLINE_MS });
    const states = [sides.requester, sides.recipient, sides.coordinator].map((side) => side?.state);
    if (states.some((state) => state !== 'closed')) throw new Error(`${this.contract.type} ${id} ends as ${states.join(', ')}`);
  }

  /** For each document that the request can need: the body without it (and without what may stand in for it). */
  async bodiesLacking(): Promise<{ kind: string; body: Json }[]> {
    const body = await this.body();
    const rules = this.contract.documents.filter(({ on = ['request'], required, requiredWhen }) => on.includes('request') && (required || requiredWhen));
    return Promise.all(rules.map(async (rule) => {
      const asked = rule.required ? body : this.needing(body, rule);
      const others = missingDocuments(this.contract, 'request', asked.details, []).filter((kind) => kind !== rule.kind);
      return { kind: rule.kind, body: { ...asked, documents: await uploadAll(this.api, this.from, others) } };
    }));
  }

  body(more: Json = {}): Promise<Json> {
    return exampleBody(this.api, this.contract.type, this.to, more, this.from);
  }

  /** The body with the value that makes the document necessary, and one other field changed where the contract wants that to go with it. */
  private needing(body: Json, { requiredWhen }: DocumentRule): Json {
    const { field, equals } = requiredWhen!;
    const changed = (details: Json = {}): Json => ({ ...body, details: { ...body.details, [field]: equals, ...details } });
    const issues = (one: Json) => validateSubmission(this.contract, one, { businessDate: this.world.businessDate, strict: true });
    const [issue] = issues(changed());
    if (!issue) return changed();
    const name = issue.pointer.split('/')[2]!;
    const fitting = valuesOf(this.contract, name).map((value) => changed({ [name]: value })).find((one) => issues(one).length === 0);
    if (!fitting) throw new Error(`${this.contract.type}: no body with ${field} = ${String(equals)} was found: ${issue.en} at ${issue.pointer}`);
    return fitting;
  }

  private async replyExamples(): Promise<Record<string, ReplyExample>> {
    const { reply } = await this.api.expect(200, this.to, `/v1/catalogue/${this.contract.type}`);
    return { ...reply.examples, ...reply.interimExamples };
  }

  private async reply(id: string, { documents = [], ...example }: ReplyExample): Promise<Json> {
    const body = { ...example, documents: await this.papersOf('reply', example.details, documents) };
    await this.api.expect(200, this.to, `/v1/requests/${id}/replies`, { body });
    return example;
  }

  /** The recipient's documents: those named, and what the contract wants with that move. */
  private papersOf(move: DocumentMove, details: Json, kinds: readonly string[] = []): Promise<string[]> {
    return uploadAll(this.api, this.to, [...kinds, ...missingDocuments(this.contract, move, details, kinds)]);
  }
}

/** What may stand in a field: the choices of its schema, or a number of an order. */
function valuesOf({ request }: RequestContract, name: string): unknown[] {
  const { enum: choices } = (request.fields[name]?.schema ?? {}) as { enum?: unknown[] };
  return choices ?? ['（2025）晋1031执123号之一'];
}
