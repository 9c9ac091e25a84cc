import { inTransaction, uuidv7 } from '@lianzhi/platform';
import type { DeskRequest, SubmittedData } from '../requests/desk-request';
import { DeskWorld, police, type TestDesk } from '../testing/desk-world';
import type { DeskContext } from '../unit/desk-context';
import { DeskSession } from '../unit/desk-session';

jest.setTimeout(60_000);

describe('the order of deliveries that ranks follow', () => {
  let world: DeskWorld;
  let desk: TestDesk;
  let context: DeskContext;
  const type = 'sealing';

  beforeEach(async () => {
    world = await DeskWorld.create();
    desk = await world.start('police');
    context = { ...desk.context, automated: new Map([[type, { detail: 'unit' }]]), onTasks: () => undefined };
  });
  afterEach(() => world.close());

  /** Takes in a request about that unit, and commits when `open` says so. */
  const deliver = (unit: string, open: Promise<void> = Promise.resolve()): { id: string; flushed: Promise<void>; committed: Promise<void> } => {
    const id = uuidv7();
    let flushed!: () => void;
    const whenFlushed = new Promise<void>((resolve) => { flushed = resolve; });
    const committed = inTransaction(desk.pool, async (client) => {
      const session = await DeskSession.begin(client, context, []);
      session.task({ id, type, to: police } as DeskRequest, { details: { unit } } as unknown as SubmittedData);
      await session.flush();
      flushed();
      await open;
    });
    return { id, flushed: whenFlushed, committed };
  };
  const within = async (work: Promise<unknown>, ms: number): Promise<boolean> => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<boolean>((resolve) => { timer = setTimeout(() => resolve(false), ms); });
    return Promise.race([work.then(() => true), late]).finally(() => clearTimeout(timer));
  };

  it('a later delivery about the same thing is not complete before the earlier one; others do not wait', async () => {
    let open!: () => void;
    const first = deliver('a', new Promise((resolve) => { open = resolve; }));
    await first.flushed;
    const second = deliver('a');
    const other = deliver('b');
    const complete = [await within(other.committed, 5_000), await within(second.committed, 500)];
    open();
    expect(complete).toEqual([true, false]);
    await Promise.all([first.committed, second.committed]);
    const { rows } = await desk.pool.query<{ id: string; keyed: boolean }>('SELECT request_id AS id, order_key IS NOT NULL AS keyed FROM task ORDER BY created_at');
    expect(rows.filter(({ id }) => id !== other.id)).toEqual([{ id: first.id, keyed: true }, { id: second.id, keyed: true }]);
  });
});
