import type { RequestTracked } from '../../deploy/local/stories';
import { Scene } from './support/scene';
import { useSystem } from './support/shared-system';

const police = 'police-141031';
const system = useSystem();

interface WithCalls extends RequestTracked { calls: { obligation: string; step: string }[]; answeredInTime: boolean | null }

describe('the coordinator is off for two days of story time', () => {
  it('and calls nothing late that was answered in time, but everything that was not', async () => {
    const scene = await Scene.at(system(), '2025-11-03T09:00:00+08:00');
    const [inTime, late, unanswered] = [await scene.deliver('query-person', police), await scene.deliver('query-person', police), await scene.deliver('query-person', police)];
    const reply = scene.reply('query-person', 'found');

    await system().stop('coordinator');
    try {
      // Business goes on without it. Accepting is due on the 5th at 00:00, answering on the 7th at 00:00.
      scene.goTo('2025-11-04T16:00:00+08:00');
      for (const request of [inTime, late]) expect((await scene.move(police, request, 'accept')).status).toBe(200);
      for (const request of [inTime, late]) await scene.bothDesks(request, 'accepted');
      scene.goTo('2025-11-06T17:00:00+08:00');
      expect((await scene.move(police, inTime, 'replies', reply)).status).toBe(200);
      await scene.bothDesks(inTime, 'answered');
      scene.goTo('2025-11-07T01:00:00+08:00');
      expect((await scene.move(police, late, 'replies', reply)).status).toBe(200);
      await scene.bothDesks(late, 'answered');
    } finally {
      await system().start('coordinator');
    }
    for (const request of [inTime, late, unanswered]) await scene.agreed(request);
    await system().settled();

    const tracked = (id: string) => system().api.get<WithCalls>('court-141031', `/v1/requests/${id}`, { service: 'coordinator' });
    const calls = async (id: string) => (await tracked(id)).calls.map(({ obligation, step }) => `${obligation} ${step}`).sort();
    expect(await calls(inTime.id)).toEqual([]);
    expect((await tracked(inTime.id)).answeredInTime).toBe(true);
    expect(await calls(late.id)).toEqual(['answer breach']);
    expect((await tracked(late.id)).answeredInTime).toBe(false);
    expect(await calls(unanswered.id)).toEqual(['accept breach', 'accept escalation-1', 'accept escalation-2', 'answer breach', 'answer escalation-1']);
  });
});
