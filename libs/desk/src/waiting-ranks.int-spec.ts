import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { catalogue, exampleClock, personIdCheckCharacter } from '@lianzhi/contracts';
import { createLogger, runMigrations } from '@lianzhi/platform';
import { openRegistry } from '../../../deploy/local/registry/open-registry';
import { createRegistryServer } from '../../../deploy/local/registry/registry-server';
import { BackEndEvents, BackEndEventStore } from './back-end';
import type { DeskRequest } from './requests/desk-request';
import { DeskWorld, until, type TestDesk } from './testing/desk-world';
import { registryEventMigrations, registryEvents, registryEventTable } from '../../../apps/land-registry/src/events/registry-events';
import { registryHandlers } from '../../../apps/land-registry/src/handlers/registry-handlers';
import { HttpRegistry } from '../../../apps/land-registry/src/registry/http-registry';
import type { RegistryEvent } from '../../../apps/land-registry/src/registry/registry';

jest.setTimeout(180_000);

const registry = 'land-registry-140100';
const courts = Array.from({ length: 14 }, (_, index) => `court-1401${String(index + 10)}`);
const organisationsCsv = `code,agency,operator,region,parent,name
${courts.map((code) => `${code},court,court,${code.slice(6)},,${code}\n`).join('')}${registry},land-registry,land-registry,140100,,${registry}
`;
const unitNumber = '140105001008GB00123F00010099';
const owners = ['14010519820214001', '14010519820214003'].map((digits) => digits + personIdCheckCharacter(digits));

describe('waiting ranks 轮候顺位', () => {
  let world: DeskWorld;
  let asking: TestDesk;
  let answering: TestDesk;
  let system: Server;
  let url: string;
  const loops: { stop(): Promise<void> }[] = [];

  beforeEach(async () => {
    world = await DeskWorld.create({ codes: ['court', 'land-registry'], organisationsCsv });
    system = createRegistryServer(openRegistry(undefined, () => world.clock.at), createLogger('registry', { level: 'silent' }));
    await new Promise<void>((resolve) => { system.listen(0, '127.0.0.1', resolve); });
    url = `http://127.0.0.1:${(system.address() as AddressInfo).port}`;
    await set('/units', { units: [{ registry, unitNumber, location: '某小区2号楼', ownership: 'joint', owners: owners.map((holder) => ({ holder, name: '赵某丁' })) }] });
    asking = await world.start('court');
    answering = await replica();
    await replica();
  });
  afterEach(async () => {
    await Promise.all(loops.splice(0).map((loop) => loop.stop()));
    await world.close();
    system.close();
    system.closeAllConnections();
    expect(world.errors).toEqual([]);
  });

  const set = (path: string, body: object) => fetch(url + path, { method: 'PUT', body: JSON.stringify(body) });

  /** One of the desks of the registry, on one database. */
  async function replica(): Promise<TestDesk> {
    const source = new HttpRegistry(url, { timeoutMs: 5000, pausesMs: [5, 5, 5, 5, 5], circuit: { failures: 1000, openMs: 1 } });
    const desk = await world.start('land-registry', { handlers: registryHandlers(source) });
    await runMigrations(desk.pool, registryEventMigrations);
    const { cipher, clock, raiseAlerts } = desk.context;
    const events = new BackEndEvents<RegistryEvent>({
      ...registryEvents, pool: desk.pool, source, store: new BackEndEventStore(desk.pool, cipher, registryEventTable), desk: desk.desk, catalogue, directory: desk.context.exchange.directory, clock, raiseAlerts,
      onError: (error) => world.errors.push(error),
    });
    events.start();
    loops.push(events);
    return desk;
  }

  async function ask(from: string, type: string, { idNumber = owners[0]!, follows }: { idNumber?: string; follows?: string } = {}): Promise<string> {
    const contract = catalogue.get(type);
    const { details, officers } = contract.example(exampleClock(world.clock.at));
    const documents = await Promise.all(contract.documents.filter(({ required }) => required).map(({ kind }) => asking.context.exchange.documents.add(from, { kind, content: Buffer.from(kind) })));
    const { id } = await asking.desk.submit({
      type, from, to: registry, caseNumber: '（2025）晋0105执402号', urgency: 'ordinary', subject: { kind: 'person', name: '赵某丁', idNumber }, details: { ...details, unitNumber },
      officers: officers ?? [], documents, ...follows !== undefined && { follows: { id: follows, thread: follows } },
    });
    return id;
  }

  async function answerOf(from: string, id: string) {
    const find = async (): Promise<DeskRequest> => (await asking.desk.find(id, from))!;
    await until(async () => (await find()).state === 'answered', 90_000);
    const { outcome, until: end, data } = (await asking.desk.messages(await find())).find(({ move }) => move === 'answered')!;
    return { id, from, outcome, end, details: data!.details! };
  }

  const newsOf = async ({ id, from }: { id: string; from: string }) =>
    (await asking.desk.messages((await asking.desk.find(id, from))!)).filter(({ move }) => move === 'measure-changed').map(({ data }) => data!.details);

  it('many courts seal one unit at the same moment: ranks follow the order of delivery, without gap or double, whichever owner is named', async () => {
    await set('/faults', { errorRate: 0.1, loseAnswers: 4 });
    const ownerOf = (court: string): string => owners[courts.indexOf(court) % owners.length]!;
    const ids = await Promise.all(courts.map((court) => ask(court, 'seal-real-estate', { idNumber: ownerOf(court) })));
    const answers = await Promise.all(courts.map((court, index) => answerOf(court, ids[index]!)));
    const ranked = answers.sort((a, b) => Number(a.details['rank']) - Number(b.details['rank']));
    expect(ranked.map(({ details }) => details['rank'])).toEqual(courts.map((_, index) => index));
    const { rows } = await answering.pool.query<{ id: string }>(`SELECT request_id AS id FROM journal WHERE type LIKE '%.taken.%' ORDER BY seq`);
    expect(ranked.map(({ id }) => id)).toEqual(rows.map(({ id }) => id));
    const [first, next, ...others] = ranked;
    expect([first!.outcome, first!.end]).toEqual(['done', first!.details['until']]);
    for (const { outcome, end, details } of [next!, ...others]) expect([outcome, end, details['until']]).toEqual(['waiting', undefined, undefined]);
    await set('/faults', {});

    // The first is lifted: the next takes effect by itself, its court is told once, and its term begins then.
    world.clock.at += 86_400_000;
    const lift = await ask(first!.from, 'unseal-real-estate', { idNumber: ownerOf(first!.from), follows: first!.id });
    expect(await answerOf(first!.from, lift)).toMatchObject({ outcome: 'done', details: { promoted: next!.from } });
    await until(async () => (await newsOf(next!)).length > 0, 60_000);
    expect(await newsOf(next!)).toEqual([expect.objectContaining({ change: 'promoted', rank: 0, until: '2028-08-31' })]);
    // All behind it wait still, one place nearer; each court is told once.
    await until(async () => (await Promise.all(others.map(newsOf))).every((news) => news.length > 0), 60_000);
    expect(await Promise.all(others.map(newsOf))).toEqual(others.map(({ details }) => [expect.objectContaining({ change: 'moved_up', rank: Number(details['rank']) - 1 })]));
    expect(await newsOf(next!)).toHaveLength(1);
  });
});
