import { CourtWorld, police, procuratorate, until } from '../../apps/court/src/testing/court-world';

jest.setTimeout(120_000);

type View = Record<string, unknown>;

describe('a transfer for prosecution', () => {
  let world: CourtWorld;
  beforeAll(async () => { world = await CourtWorld.start(['police', 'procuratorate']); });
  afterAll(async () => {
    expect(world.errors).toEqual([]);
    await world.close();
  });

  const dueOf = (view: View): unknown => (view.obligations as View[]).find(({ name }) => name === 'answer')?.dueAt;
  async function transferred(custody: string): Promise<View[]> {
    const example = await world.example('transfer-for-prosecution', police, procuratorate);
    const sent = await world.call(police, 'post', '/v1/requests', { ...example, details: { ...(example.details as object), custody } });
    expect([sent.status, sent.body.errors]).toEqual([201, undefined]);
    const read = async (organisation: string): Promise<View> => (await world.call(organisation, 'get', `/v1/requests/${sent.body.id}`)).body;
    await until(async () => (await read(police)).state === 'delivered');
    return [await read(police), await read(procuratorate)];
  }

  it('is decided on the last day though it is a holiday while the suspect is held, on both sides; after it when not', async () => {
    // One month from 1 September 2025 is National Day.
    const held = await transferred('arrested');
    const free = await transferred('bail');
    expect([held.map(dueOf), free.map(dueOf)]).toEqual([Array(2).fill('2025-10-02T00:00:00+08:00'), Array(2).fill('2025-10-10T00:00:00+08:00')]);
  });
});
