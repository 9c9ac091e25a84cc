import { alertsAbout } from '../../deploy/local/stories';
import { Scene } from './support/scene';
import { useSystem, type SharedSystem } from './support/shared-system';

const police = 'police-141031';
const system = useSystem();

/** From here on these services take nothing in from the bus, while their interfaces go on working; call the result to let go. */
async function holdReceiving(shared: SharedSystem, ...services: string[]): Promise<() => Promise<void>> {
  const holders = await Promise.all(services.map(async (service) => {
    const client = await shared.database(service).connect();
    // The batch of an ingest is stored together with the lane's position.
    await client.query('BEGIN');
    await client.query('LOCK TABLE lane_position IN EXCLUSIVE MODE');
    return client;
  }));
  return async () => { for (const client of holders) { await client.query('ROLLBACK'); client.release(); } };
}

describe('a withdrawal and a final reply that cross', () => {
  it('end the same way everywhere: the order of the recipient counts', async () => {
    const scene = await Scene.at(system(), '2025-11-03T09:00:00+08:00');
    const request = await scene.deliver('query-person', police);
    const letGo = await holdReceiving(system(), 'court', 'police');
    const withdrawal = await scene.move('court-141031', request, 'withdrawal', { reason: '已履行完毕' });
    const reply = await scene.move(police, request, 'replies', scene.reply('query-person', 'found'));
    await letGo();

    // Neither knew of the other's: both were let through.
    expect([withdrawal.status, withdrawal.body.state, withdrawal.body.flags]).toEqual([200, 'withdrawn', ['unconfirmed']]);
    expect([reply.status, reply.body.state]).toEqual([200, 'answered']);
    const sides = await scene.agreed(request);
    expect(Object.values(sides).map(({ state }) => state)).toEqual(['answered', 'answered', 'answered']);

    const { items } = await system().api.get<{ items: { move: string; standing: string }[] }>('court-141031', `/v1/requests/${request.id}/timeline`);
    expect(items.filter(({ move }) => move === 'withdrawn')).toEqual([expect.objectContaining({ standing: 'rejected' })]);
    expect((await alertsAbout(system().api, 'court-141031', request.id)).map(({ kind }) => kind)).toContain('rejected');

    // Life goes on from there.
    expect((await scene.move('court-141031', request, 'closure')).status).toBe(200);
    expect(Object.values(await scene.agreed(request)).map(({ state }) => state)).toEqual(['closed', 'closed', 'closed']);
  });

  it('a withdrawal that came first leaves nothing to reply to', async () => {
    const scene = await Scene.at(system(), '2025-11-03T10:00:00+08:00');
    const request = await scene.deliver('query-person', police);
    expect((await scene.move('court-141031', request, 'withdrawal', { reason: '已履行完毕' })).status).toBe(200);
    await scene.agreed(request);
    const reply = await scene.move(police, request, 'replies', scene.reply('query-person', 'found'));
    expect([reply.status, reply.body.error, reply.body.allowed]).toEqual([409, 'move-not-allowed', []]);
  });
});
