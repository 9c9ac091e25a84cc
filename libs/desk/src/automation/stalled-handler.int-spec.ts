import { catalogue, exampleClock } from '@lianzhi/contracts';
import { court, DeskWorld, police, until, type TestDesk } from '../testing/desk-world';
import type { HandlerResult, RequestHandler } from './request-handler';

jest.setTimeout(90_000);

describe('a handler that stands still for longer than its replica may hold the request', () => {
  let world: DeskWorld;
  let asking: TestDesk;
  let replicas: TestDesk[];
  const attempts: number[] = [];
  let wake: () => void;

  beforeEach(async () => {
    world = await DeskWorld.create();
    asking = await world.start('court');
    attempts.length = 0;
  });
  afterEach(async () => {
    wake();
    await world.close();
    expect(world.errors).toEqual([]);
  });

  /** The first attempt waits until it is woken; what it found is what the second has said already. */
  const handler: RequestHandler = {
    type: 'locate-debtor',
    handle: async ({ attempt }): Promise<HandlerResult> => {
      attempts.push(attempt);
      if (attempt === 1) await new Promise<void>((resolve) => { wake = resolve; });
      const { details } = catalogue.get('locate-debtor').replyExamples(exampleClock(world.clock.at))['found']!;
      return { kind: 'reply', final: false, outcome: 'found', milestone: 'seen', details: details! };
    },
  };

  async function ask(): Promise<string> {
    const contract = catalogue.get('locate-debtor');
    const { subject, details, officers } = contract.example(exampleClock(world.clock.at));
    const kinds = contract.documents.filter(({ required, on }) => required && (!on || on.includes('request'))).map(({ kind }) => kind);
    const documents = await Promise.all(kinds.map((kind) => asking.context.exchange.documents.add(court, { kind, content: Buffer.from(kind) })));
    const { id } = await asking.desk.submit({ type: 'locate-debtor', from: court, to: police, caseNumber: '（2025）晋1031执123号', urgency: 'ordinary', subject, details, officers: officers ?? [], documents });
    return id;
  }

  it('says nothing once another replica has answered: one interim reply, no alert', async () => {
    replicas = [await world.start('police', { handlers: [handler] }), await world.start('police', { handlers: [handler] })];
    const id = await ask();
    await until(() => attempts.length === 1);
    // As the database sees a replica that gives no sign for so long.
    await replicas[0]!.pool.query(`UPDATE task SET claimed_until = clock_timestamp() - interval '1 second' WHERE request_id = $1`, [id]);
    await until(async () => (await world.lane('police', 'court', id)).some((message) => message.startsWith('interim-replied')));
    expect(attempts).toEqual([1, 2]);
    wake();
    await new Promise((resolve) => { setTimeout(resolve, 500); });
    expect((await world.lane('police', 'court', id)).filter((message) => message.startsWith('interim-replied'))).toHaveLength(1);
    expect((await replicas[0]!.pool.query(`SELECT 1 FROM alert WHERE kind = 'answer-not-sent'`)).rowCount).toBe(0);
  });
});
