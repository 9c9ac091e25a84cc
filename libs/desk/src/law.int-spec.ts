import { catalogue, exampleClock, toShanghaiIso, type ObligationRecord } from '@lianzhi/contracts';
import { calendarRecord, ruleRecords } from '@lianzhi/exchange';
import { refoldRequests } from './unit/refold-requests';
import { court, DeskWorld, police, until, type TestDesk } from './testing/desk-world';

jest.setTimeout(90_000);

describe('calendar and rules from the directory', () => {
  let world: DeskWorld;
  let asking: TestDesk;
  let answering: TestDesk;

  beforeEach(async () => {
    world = await DeskWorld.create();
    world.clock.at = Date.parse('2026-12-30T09:00:00+08:00');
    asking = await world.start('court');
    answering = await world.start('police');
  });
  afterEach(async () => {
    await world.close();
    expect(world.errors).toEqual([]);
  });

  async function ask(): Promise<string> {
    const contract = catalogue.get('query-person');
    const { subject, details, officers } = contract.example(exampleClock(world.clock.at));
    const kinds = contract.documents.filter(({ required, on }) => required && (!on || on.includes('request'))).map(({ kind }) => kind);
    const documents = await Promise.all(kinds.map((kind) => asking.context.exchange.documents.add(court, { kind, content: Buffer.from(kind) })));
    const { id } = await asking.desk.submit({
      type: contract.type, from: court, to: police, caseNumber: '（2025）晋1031执123号', urgency: 'ordinary', subject, details, officers: officers ?? [], documents,
    });
    await until(async () => [await answer(id, asking, court), await answer(id, answering, police)].every((one) => one?.state === 'running'));
    return id;
  }

  const answer = async (id: string, { desk }: TestDesk, organisation: string): Promise<ObligationRecord | undefined> =>
    (await desk.find(id, organisation))?.record.core.obligations.find(({ name }) => name === 'answer');
  const bothDue = async (id: string): Promise<string[]> => [await answer(id, asking, court), await answer(id, answering, police)].map((one) => `${toShanghaiIso(one!.dueAt!)}${one!.provisional ? ' provisional' : ''}`);

  it('an imported year moves what is due in it on both sides, without a restart', async () => {
    const id = await ask();
    // Thu 31 Dec, Fri 1 Jan as long as nobody says that it is off, Mon 4.
    expect(await bothDue(id)).toEqual(Array(2).fill('2027-01-05T00:00:00+08:00 provisional'));
    await world.publish(calendarRecord({ year: 2027, document: '国办发明电〔2026〕0号', restDays: ['2027-01-01', '2027-05-01', '2027-10-01', '2027-10-02', '2027-10-03'], workdays: [] }));
    await until(async () => (await bothDue(id)).every((due) => due === '2027-01-06T00:00:00+08:00'));
    expect((await asking.desk.find(id, court))!.dueAt).not.toBeNull();
  });

  it('a further row counts for what starts from its day on, and for nothing before', async () => {
    const before = await ask();
    const rows = ruleRecords([{ id: 'query-person.answer', n: 1, unit: 'workday', level: 'policy', region: '14', validFrom: '2026-12-31', decided: '2026-12-30', by: '山西省公安厅', why: '缩短查询时限' }], [], '2026-12-30');
    for (const row of rows) await world.publish(row);
    await until(() => [asking, answering].every(({ context }) => context.rules!.changes.length === 1));
    world.clock.at = Date.parse('2026-12-31T09:00:00+08:00');
    const after = await ask();
    expect([(await bothDue(before))[0], (await bothDue(after))[0]]).toEqual(['2027-01-05T00:00:00+08:00 provisional', '2027-01-02T00:00:00+08:00 provisional']);
    expect(await answer(after, asking, court)).toMatchObject({ rule: 'query-person.answer', row: { by: '山西省公安厅' } });
    expect(await answer(after, asking, court)).toEqual(await answer(after, answering, police));
    // Folded anew from the journal, with the row known from the start.
    const kept = await answer(before, answering, police);
    await refoldRequests(answering.context, [before]);
    expect(await answer(before, answering, police)).toEqual(kept);
  });
});
