import { catalogue, milestoneOf, missingDocuments, validateSubmission, type DocumentMove, type DocumentRule, type MilestoneMove, type ReplyExample, type RequestContract, type SaidByMove } from '@lianzhi/contracts';
import { agree, seeSides, type StorySystem } from '../../../deploy/local/stories';
import { until, type ApiClient, type Json } from '../interfaces/api-client';
import { filledIn, uploadAll } from '../interfaces/exchange-world';

/** Many go on at once: looking often would only slow them all down. */
const PATIENCE = { ms: 60_000, pauseMs: 250 };

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
    await this.delivered(id as string);
    return id as string;
  }

  /** What the recipient sees, once it has the request. */
  async delivered(id: string): Promise<Json> {
    return until(() => this.look(this.to, id), (seen) => seen !== undefined && seen.state !== 'submitted', PATIENCE);
  }

  /** From the example sent to the request closed, by hand. @param key of the catalogue's examples of a reply @returns what the requester was told */
  async byHand(key: string): Promise<{ given: Json[]; seen: Json }> {
    const examples = await this.replyExamples();
    const id = await this.send();
    await this.api.expect(200, this.to, `/v1/requests/${id}/accept`, { body: { documents: await this.papersOf(this.to, 'accept', {}, {}) } });
    const given = [await this.reply(id, examples[key]!)];
    // What only reports on the way is followed by an answer.
    if (!examples[key]!.final) given.push(await this.reply(id, Object.values(examples).find(({ final }) => final)!));
    await this.inState(this.from, id, 'answered');
    const seen = await this.api.expect(200, this.from, `/v1/requests/${id}`);
    await this.close(id);
    return { given, seen };
  }

  /** The recipient answers, with the example of that outcome or the first that ends it; resolves when the requester knows. */
  async answer(id: string, outcome?: string): Promise<void> {
    await this.reply(id, Object.values(await this.replyExamples()).find((example) => example.final && (outcome === undefined || example.outcome === outcome))!);
    await this.inState(this.from, id, 'answered');
  }

  /** Every milestone that goes with another move than a reply, each told once. @returns those told, and those that the other side has read */
  async milestones(): Promise<{ told: string[]; read: string[] }> {
    const named = (move: MilestoneMove): string[] => this.contract.milestones.filter(({ on }) => on.includes(move)).map(({ name }) => name);
    const id = await this.send();
    const tell = async (organisation: string, path: string, move: DocumentMove, milestone?: string): Promise<Json> => {
      const why = this.contract.milestones.some(({ name, needsReason }) => name === milestone && needsReason) && { details: { note: '测试' } };
      return this.api.expect(200, organisation, `/v1/requests/${id}/${path}`, { body: { milestone, ...why, documents: await this.papersOf(organisation, move, {}, { milestone }) } });
    };
    await tell(this.to, 'accept', 'accept', named('accept')[0]);
    await this.inState(this.from, id, 'accepted');
    for (const milestone of named('supplement')) await tell(this.from, 'supplements', 'supplement', milestone);
    await this.answer(id);
    for (const milestone of named('measure-change')) await tell(this.to, 'measure-changes', 'measure-change', milestone);
    const told = [...named('accept').slice(0, 1), ...named('supplement'), ...named('measure-change')];
    const read = async (): Promise<string[]> => {
      const [requester, recipient] = await Promise.all([this.from, this.to].map((organisation) => this.api.expect(200, organisation, `/v1/requests/${id}/timeline`)));
      const of = ({ items }: Json, side: string): string[] => items.filter((item: Json) => item.side === side && item.move !== 'answered' && item.milestone).map((item: Json) => item.milestone as string);
      return [...of(requester, 'recipient'), ...of(recipient, 'requester')];
    };
    const seen = await until(read, (names) => names.length >= told.length, PATIENCE);
    await this.close(id);
    return { told, read: seen };
  }

  /** The requester takes back what it has sent. */
  async withdraw(id: string): Promise<void> {
    await this.api.at(this.from, `/v1/requests/${id}/withdrawal`, { body: { reason: '测试结束' } });
  }

  /** Waits for the answer of the recipient's machine. @returns what the requester was told */
  async byMachine(more: Json): Promise<Json> {
    const id = await this.send(more);
    await this.inState(this.from, id, 'answered');
    return this.api.expect(200, this.from, `/v1/requests/${id}`);
  }

  /** The requester closes it, and all three sides come to agree on that. */
  async close(id: string): Promise<void> {
    await this.api.expect(200, this.from, `/v1/requests/${id}/closure`, { body: {} });
    const sides = await until(() => seeSides(this.world.system, { id, from: this.from, to: this.to }), agree, PATIENCE);
    if (sides.coordinator!.state !== 'closed') throw new Error(`${this.contract.type} ${id} ends as ${sides.coordinator!.state}`);
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
    return this.entry().then((entry) => filledIn(this.api, entry, this.to, more, this.from));
  }

  /** What the requester's desk says of the type; read once. */
  private entry(): Promise<Json> {
    return this.known ??= this.api.expect(200, this.from, `/v1/catalogue/${this.contract.type}`);
  }
  private known?: Promise<Json>;

  /** As the organisation's list shows it: opening the request would be recorded as reading it, each time. */
  private async look(organisation: string, id: string): Promise<Json> {
    const { items } = await this.api.expect(200, organisation, `/v1/requests?q=${id}`);
    return items[0];
  }

  private async inState(organisation: string, id: string, state: string): Promise<void> {
    await until(() => this.look(organisation, id), (seen) => seen?.state === state && !(seen.flags as string[]).includes('unconfirmed'), PATIENCE);
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
    const { reply } = await this.entry();
    return { ...reply.examples, ...reply.interimExamples };
  }

  private async reply(id: string, { documents = [], ...example }: ReplyExample): Promise<Json> {
    const body = { ...example, documents: await this.papersOf(this.to, 'reply', example.details, { ...example, milestone: milestoneOf(this.contract, example) }, documents) };
    await this.api.expect(200, this.to, `/v1/requests/${id}/replies`, { body });
    return example;
  }

  /** Documents: those named, and what the contract wants with that move. */
  private papersOf(organisation: string, move: DocumentMove, details: Json, said: SaidByMove, kinds: readonly string[] = []): Promise<string[]> {
    return uploadAll(this.api, organisation, [...kinds, ...missingDocuments(this.contract, move, details, kinds, said)]);
  }
}

/** What may stand in a field: the choices of its schema, or a number of an order. */
function valuesOf({ request }: RequestContract, name: string): unknown[] {
  const { enum: choices } = (request.fields[name]?.schema ?? {}) as { enum?: unknown[] };
  return choices ?? ['（2025）晋1031执123号之一'];
}
