import type { PoolClient } from 'pg';
import { catalogue, exampleClock, type MoveName } from '@lianzhi/contracts';
import { problem, uuidv7, type Problem } from '@lianzhi/platform';
import type { AlertToRaise } from '../alerts/alert';
import { court, DeskWorld, police, until, type TestDesk } from '../testing/desk-world';
import { refoldRequests } from '../unit/refold-requests';
import type { RequestEffects, RequestToSend, TakenMessage } from './request-effects';

jest.setTimeout(90_000);

/** Keeps what it is told in a table of its own, and refuses a request whose note says so. */
class Notebook implements RequestEffects {
  judged = 0;

  concerns({ type }: { type: string }): boolean { return type === 'query-person'; }

  beforeSending(_client: PoolClient, requests: readonly RequestToSend[]): Promise<(Problem | undefined)[]> {
    this.judged += requests.length;
    return Promise.resolve(requests.map(({ caseNumber }) => (caseNumber.endsWith('999号') ? problem('conflict') : undefined)));
  }

  async take(client: PoolClient, taken: readonly TakenMessage[], now: number): Promise<AlertToRaise[]> {
    for (const { request, message, data } of taken) {
      await client.query('INSERT INTO notebook VALUES ($1, $2, $3, $4, $5) ON CONFLICT (id) DO NOTHING', [message.id, request.id, message.move, request.state, Object.keys(data ?? {}).join()]);
    }
    return taken.filter(({ message }) => message.move === 'answered').map(({ request, message }) => ({ organisation: request.from, kind: 'noted', level: 'info', requestId: request.id, raisedAt: now, key: `noted ${message.id}` }));
  }
}

describe('what an agency makes of its own requests', () => {
  let world: DeskWorld;
  let asking: TestDesk;
  let answering: TestDesk;
  const notebook = new Notebook();

  beforeEach(async () => {
    world = await DeskWorld.create();
    asking = await world.start('court', { effects: notebook });
    answering = await world.start('police');
    await asking.pool.query('CREATE TABLE notebook (id uuid PRIMARY KEY, request uuid, move text, state text, said text, n bigserial)');
  });
  afterEach(async () => {
    await world.close();
    expect(world.errors).toEqual([]);
  });

  const ask = async (caseNumber = '（2025）晋1031执123号', type = 'query-person', id?: string): Promise<string> => {
    const { subject, details, officers, documents: kinds } = catalogue.get(type).example(exampleClock(world.clock.at));
    const documents = await Promise.all(kinds.map((kind) => asking.context.exchange.documents.add(court, { kind, content: Buffer.from(kind) })));
    return (await asking.desk.submit({ id, type, from: court, to: police, caseNumber, urgency: 'ordinary', subject, details, officers, documents })).id;
  };
  const noted = async (id: string): Promise<string[]> =>
    (await asking.pool.query<{ move: string; state: string; said: string }>('SELECT move, state, said FROM notebook WHERE request = $1 ORDER BY n', [id])).rows.map(({ move, state, said }) => `${move} ${state} ${said}`);
  const moves = (id: string, move: MoveName, more: object = {}) => answering.desk.move({ requestId: id, organisation: police, move: move as 'accepted', ...more });
  const received = (id: string, state: string) => until(async () => (await answering.desk.find(id, police))?.state === state);

  it('is told of each message that counts, in the transaction of it, and refuses alone what it has something against', async () => {
    const calls = await Promise.allSettled([ask(), ask('（2025）晋1031执999号'), ask('（2025）晋1031执123号', 'release-early')]);
    expect(calls.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect((calls[1] as PromiseRejectedResult).reason).toMatchObject({ slug: 'conflict' });
    const id = (calls[0] as PromiseFulfilledResult<string>).value;
    expect(await noted(id)).toEqual(['submitted submitted caseNumber,subject,details,officers,documents']);
    await received(id, 'delivered');
    await moves(id, 'accepted');
    const { outcome, details } = catalogue.get('query-person').replyExamples(exampleClock(world.clock.at))['found']!;
    await moves(id, 'answered', { outcome, details });
    await until(async () => (await asking.desk.find(id, court))?.state === 'answered');
    const whole = ['submitted submitted caseNumber,subject,details,officers,documents', 'taken delivered ', 'accepted accepted ', 'answered answered details'];
    expect(await noted(id)).toEqual(whole);
    expect((await asking.pool.query("SELECT 1 FROM alert WHERE kind = 'noted' AND request_id = $1", [id])).rowCount).toBe(1);
    expect(await noted((calls[2] as PromiseFulfilledResult<string>).value)).toEqual([]);

    // Folded anew from the journal, it is told of the same messages; one that was lost is there again.
    await asking.pool.query('DELETE FROM notebook');
    await refoldRequests(asking.context, [id]);
    expect((await noted(id)).map((line) => line.split(' ')[0])).toEqual(['submitted', 'taken', 'accepted', 'answered']);
    expect((await asking.pool.query("SELECT 1 FROM alert WHERE kind = 'noted' AND request_id = $1", [id])).rowCount).toBe(1);
  });

  it('is not asked again about a request that was sent already', async () => {
    const id = uuidv7();
    await ask('（2025）晋1031执123号', 'query-person', id);
    const { judged } = notebook;
    await ask('（2025）晋1031执123号', 'query-person', id);
    expect(notebook.judged).toBe(judged);
    expect(await noted(id)).toHaveLength(1);
  });
});
