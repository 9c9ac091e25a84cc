import { agencies, catalogue, exampleClock } from '@lianzhi/contracts';
import { AUTOMATED } from '../../deploy/local/stories';
import type { ApiClient, Json } from './interfaces/api-client';
import { connect } from './interfaces/connect';
import { SUSPENDED } from './support/start-system';
import { useSystem } from './support/shared-system';
import { takeTurns } from './support/take-turns';
import { TypeTrial, type TrialWorld } from './support/type-trial';

const now = Date.parse('2025-11-12T10:00:00+08:00');
const clock = exampleClock(now);
const desks = agencies.filter(({ desk }) => desk);
const hasDesk = (agency: string): boolean => catalogue.agency(agency)!.desk;
const sampleOf = (agency: string): string => catalogue.agency(agency)!.sample;

/** Answered by machine: by hand only where the system behind the desk is out of order. */
const automated = Object.entries(AUTOMATED).flatMap(([agency, types]) => types.map((type) => ({ type, agency })));
/** The unit that the examples name. */
const unitNumber = catalogue.get('seal-real-estate').example(clock).details.unitNumber;
const richDebtor = { kind: 'company', name: '晋中某矿业有限公司', creditCode: '91140925MA0M2T4W6B' };

/** Every direction in which a type goes, with every example of an answer. */
const directions = catalogue.contracts.flatMap(({ type, requesters, responders }) => requesters.filter(hasDesk).flatMap((requester) => responders.map((responder) => ({ type, requester, responder }))));
const answers = directions.flatMap((direction) => Object.keys(catalogue.get(direction.type).replyExamples(clock)).map((key) => ({ ...direction, key })));

/** Every step that may follow another, from one of its parties. */
type Direction = (typeof directions)[number];
const partiesOf = ({ requester, responder }: Direction): string[] => [requester, responder];
const steps = directions.flatMap((direction) => catalogue.get(direction.type).follows.flatMap((earlier) =>
  directions.filter(({ type }) => type === earlier).filter((one) => partiesOf(one).includes(direction.requester)).slice(0, 1).map((first) => ({ ...direction, earlier, first }))));
const withMilestones = directions.filter(({ type }) => catalogue.get(type).milestones.some(({ on }) => on.some((move) => move !== 'reply')));

const system = useSystem();

/** Derived from the catalogue alone: a new type is covered on the day it is added. */
describe('every type of the catalogue', () => {
  const inTurn = takeTurns(16);
  let world: TrialWorld;
  let api: ApiClient;

  /** One with somebody above it, if there is one. */
  const other = (agency: string): string => {
    const others = system().state.organisations.filter(({ code, operator }) => operator === agency && code !== sampleOf(agency) && code !== SUSPENDED);
    return (others.find(({ parent }) => parent !== undefined) ?? others[0]!).code;
  };
  /** Its core or registration system works; that of the agency's sample does not. */
  const working = (agency: string): string => system().state.organisations.findLast(({ operator }) => operator === agency)!.code;
  const above = (code: string): string => system().state.organisations.find((one) => one.code === code)!.parent!;
  /** What only a superior may ask is asked by the one above. */
  const endsOf = (type: string, requester: string, responder: string): [from: string, to: string] =>
    catalogue.get(type).requester ? [above(sampleOf(responder)), sampleOf(responder)] : [sampleOf(requester), requester === responder ? other(responder) : sampleOf(responder)];
  const trials = new Map<string, TypeTrial>();
  const trialOf = ({ type, requester, responder }: Direction): TypeTrial => {
    const key = `${type} ${requester} ${responder}`;
    const made = trials.get(key) ?? new TypeTrial(world, type, ...endsOf(type, requester, responder));
    trials.set(key, made);
    return made;
  };

  /** All of them go on at once; each test waits for its own. */
  const begun = new Map<unknown, Promise<unknown>>();
  const begin = <T>(key: unknown, run: () => Promise<T>): void => {
    const running = inTurn(run);
    running.catch(() => {});
    begun.set(key, running);
  };
  const result = <T>(key: unknown): Promise<T> => begun.get(key) as Promise<T>;

  beforeAll(async () => {
    system().api.setClock(now);
    api = await connect();
    world = { api, system: system().api, businessDate: clock.today };
    await behind('coreBankingUrl', 'PUT', 'faults', { rules: [{ bank: sampleOf('bank'), down: true }] });
    await behind('registryUrl', 'PUT', 'faults', { rules: [{ registry: sampleOf('land-registry'), down: true }] });
    // Enough for all of them at once, on the account that the examples name; of somebody whom no other spec asks about.
    await behind('coreBankingUrl', 'PUT', 'accounts', { accounts: [{ bank: working('bank'), number: '6222000504100012345', holder: richDebtor.creditCode, balance: '99000000.00' }] });
    await behind('registryUrl', 'PUT', 'units', { units: [{ registry: working('land-registry'), unitNumber, location: '某小区', ownership: 'sole', owners: [{ holder: richDebtor.creditCode, name: richDebtor.name }] }] });
    for (const answer of answers) begin(answer, () => trialOf(answer).byHand(answer.key));
    for (const direction of directions) begin(direction, () => trialOf(direction).bodiesLacking());
    for (const step of steps) begin(step, () => follow(step));
    for (const direction of withMilestones) begin(`milestones of ${direction.type}`, () => trialOf(direction).milestones());
  }, 120_000);
  afterAll(() => Promise.all([behind('coreBankingUrl', 'DELETE', 'faults'), behind('registryUrl', 'DELETE', 'faults')]));

  it.each(answers)('$type from $requester to $responder goes out, is accepted, answered $key and closed', async (answer) => {
    const { given, seen } = await result<{ given: Json[]; seen: Json }>(answer);
    expect(seen.replies).toMatchObject(given.map(({ final, outcome, milestone, details }) => ({ final, details, ...(outcome && { outcome }), ...(milestone && { milestone }) })));
  });

  it.each(directions)('$type from $requester to $responder is refused without a document that it needs', async (direction) => {
    const { from } = trialOf(direction);
    for (const { kind, body } of await result<{ kind: string; body: Json }[]>(direction)) {
      const { status, body: problem } = await api.at(from, '/v1/requests', { body });
      expect([kind, status, problem.error, problem.missing]).toEqual([kind, 422, 'documents-missing', [kind]]);
    }
  });

  it.each(directions)('$type: whoever may not send it is refused, and so is whoever does not answer it ($requester, $responder)', async (direction) => {
    const trial = trialOf(direction);
    const { requesters, responders } = trial.contract;
    const body = { ...(await api.expect(200, trial.from, `/v1/catalogue/${direction.type}`)).request.example, to: trial.to, documents: [] };
    for (const { code, sample } of desks.filter((agency) => !requesters.includes(agency.code))) {
      const { status, body: problem } = await api.at(sample, '/v1/requests', { body });
      expect([code, status, problem.error]).toEqual([code, 403, 'not-permitted']);
    }
    const known = agencies.filter(({ sample }) => system().state.organisations.some(({ code }) => code === sample));
    for (const to of [trial.from, ...known.filter(({ code }) => !responders.includes(code)).map(({ sample }) => sample)]) {
      const { status, body: problem } = await api.at(trial.from, '/v1/requests', { body: { ...body, to } });
      expect([to, status, problem.error]).toEqual([to, 422, 'recipient-does-not-answer']);
    }
    if (!trial.contract.requester) return;
    const upwards = await api.at(trial.to, '/v1/requests', { body: { ...body, to: trial.from } });
    expect([upwards.status, upwards.body.error]).toEqual([422, 'not-superior']);
  });

  it.each(steps)('$type follows $earlier in its thread, and not before that allows it', async (step) => {
    const { early, answer, thread, seen } = await result<Awaited<ReturnType<typeof follow>>>(step);
    if (early) expect([early.status, early.body.error]).toEqual([422, 'follows-not-yet']);
    expect([answer.status, answer.body.thread]).toEqual([201, thread]);
    expect(seen).toMatchObject({ thread, follows: thread });
  });

  it.each(withMilestones)('$type: what is told besides replies reaches the other side ($requester, $responder)', async ({ type }) => {
    const { told, read } = await result<{ told: string[]; read: string[] }>(`milestones of ${type}`);
    expect(read).toEqual(expect.arrayContaining(told));
  });

  /** Takes the later step: first too early, where the earlier one has to come to something, then in time. */
  async function follow({ first: direction, type, requester, responder, earlier }: (typeof steps)[number]) {
    const first = trialOf(direction);
    const from = requester === direction.requester ? first.from : first.to;
    const to = catalogue.get(type).requester?.turnsUpAfter?.includes(earlier) ? above(first.to) : [first.from, first.to, sampleOf(responder)].find((code) => code !== from && code.startsWith(`${responder}-`)) ?? other(responder);
    const later = new TypeTrial(world, type, from, to);
    const rule = catalogue.get(type).followsWhen[earlier];
    const id = await first.send();
    const body = await later.body({ follows: id });
    const early = rule && !rule.states?.includes('delivered') ? await api.at(from, '/v1/requests', { body }) : undefined;
    await first.answer(id, rule?.outcomes?.[0]);
    const answer = await api.at(from, '/v1/requests', { body });
    const seen = answer.status === 201 ? await later.delivered(answer.body.id as string) : undefined;
    await Promise.all([answer.status === 201 && later.withdraw(answer.body.id as string), first.close(id)]);
    return { early, answer, thread: id, seen };
  }

  it.each(automated)('$type is answered by the machine of a $agency whose own system works', async ({ type, agency }) => {
    await byMachine(type, agency);
  });

  /** With the earlier request that it follows, if that too is answered by machine. */
  async function byMachine(type: string, agency: string): Promise<string> {
    const contract = catalogue.get(type);
    const earlier = contract.follows.find((one) => AUTOMATED[agency]!.includes(one));
    const trial = new TypeTrial(world, type, sampleOf(contract.requesters[0]!), working(agency));
    const { id, replies } = await trial.byMachine({ subject: richDebtor, follows: earlier && await byMachine(earlier, agency) });
    expect(replies).toEqual([expect.objectContaining({ final: true, outcome: expect.any(String) })]);
    await trial.close(id as string);
    return id as string;
  }

  async function behind(simulator: 'coreBankingUrl' | 'registryUrl', method: string, path: string, body?: object): Promise<void> {
    const { ok, status } = await fetch(`${system().state[simulator]}/${path}`, { method, ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }) });
    if (!ok) throw new Error(`the simulator refuses ${path}: ${status}`);
  }
});
