import { readStory, STORIES, StoryPlayer } from '../../deploy/local/stories';
import { useSystem } from './support/shared-system';

const system = useSystem();

/** Real input: each step through the services' interfaces, every `then` asserted. In order of time, as the clock only goes on. */
describe.each(STORIES)('story %s', (name) => {
  const story = readStory(name);
  let player: StoryPlayer;
  beforeAll(async () => {
    // Other specs freeze the sample account too, and whoever freezes first ranks first.
    const { coreBankingUrl, registryUrl } = system().state;
    await Promise.all([coreBankingUrl, registryUrl].map((url) => fetch(`${url}/operations`, { method: 'DELETE', headers: { connection: 'close' } })));
    player = new StoryPlayer(story, { system: system().api });
    system().api.setClock(story.steps[0]!.at);
    await player.putCases();
  });

  const played = story.steps.map((step) => [step.index + 1, `${step.by ?? 'nobody'} ${step.do ?? 'looks'}: ${step.request}`, step] as const);
  it.each(played)('step %i: %s', async (_number, _title, step) => {
    await player.play(step);
    const results = await player.check(step);
    expect(results.filter(({ ok }) => !ok)).toEqual([]);
  });
});
