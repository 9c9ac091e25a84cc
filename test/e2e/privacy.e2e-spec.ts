import { readStory, STORIES } from '../../deploy/local/stories';
import { Scene } from './support/scene';
import { useSystem } from './support/shared-system';

const system = useSystem();

describe('identity numbers', () => {
  it('appear in no log, whatever is done with them', async () => {
    const scene = await Scene.at(system(), '2025-11-10T09:00:00+08:00');
    const canary = scene.debtor.idNumber;
    const { api } = system();
    const request = await scene.deliver('query-person', 'police-141031');
    const asked = [
      // Refused, each for another reason, with the number in body, path, query or header.
      await api.call('court-141031', '/v1/requests', { body: { ...(await scene.body('query-person', 'police-141031')), caseNumber: '（2025）晋1031执1号' } }),
      await api.call('court-141031', '/v1/requests', { body: { ...(await scene.body('query-person', 'police-141031')), subject: { ...scene.debtor, idNumber: `${canary}0` } } }),
      await api.call('court-141031', `/v1/cases/${canary}`),
      await api.call('court-141031', '/v1/requests', { body: { [canary]: canary } }),
      await api.call('police-141031', `/v1/requests/${request.id}/return`, { body: { reason: '材料不全', [canary]: 1 } }),
      await api.call('court-141031', `/v1/requests?state=${canary}`),
      await api.call('court-141031', `/v1/requests?q=${canary}`, { headers: { 'x-request-id': canary, traceparent: canary } }),
      await api.call('court-141031', `/v1/${canary}`, { service: 'coordinator' }),
    ];
    expect(asked.map(({ status }) => status)).toEqual([422, 422, expect.any(Number), 422, 422, 422, 200, 404]);
    const reply = scene.reply('query-person', 'found');
    expect((await scene.move('police-141031', request, 'replies', { ...reply, details: { ...(reply.details as object), note: `证件号码 ${canary}` } })).status).toBe(200);
    await scene.agreed(request);

    const numbers = [canary, ...STORIES.map((name) => readStory(name).debtor).map((debtor) => (debtor.kind === 'person' ? debtor.idNumber : debtor.creditCode)), '6222000504100012345'];
    const logs = system().logs();
    expect(logs.length).toBeGreaterThanOrEqual(16);
    // The logs do tell of the request, so that what is not in them is left out on purpose.
    for (const service of ['court', 'police', 'coordinator']) expect(logs.some(({ file, text }) => file.startsWith(service) && text.includes(request.id))).toBe(true);
    expect(logs.flatMap(({ file, text }) => numbers.filter((number) => text.includes(number)).map((number) => `${file}: ${number}`))).toEqual([]);
  });

  it('and whereabouts do not reach the coordinator', async () => {
    const { rows } = await system().database('coordinator').query<{ table_name: string }>(`SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`);
    const [story] = STORIES.map((name) => readStory(name)).filter(({ debtor }) => debtor.kind === 'person');
    for (const { table_name: table } of rows) {
      const { rows: [found] } = await system().database('coordinator').query<{ n: string }>(`SELECT count(*) AS n FROM "${table}" t WHERE t::text LIKE $1 OR t::text LIKE $2`, [`%${(story!.debtor as { idNumber: string }).idNumber}%`, '%张某甲%']);
      expect([table, Number(found!.n)]).toEqual([table, 0]);
    }
  });
});
