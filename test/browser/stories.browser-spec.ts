import { readStory } from '../../deploy/local/stories';
import { START_MS } from '../e2e/support/shared-system';
import { ClickPlayer, type Way } from './support/click-player';
import { ConsoleBrowser } from './support/console-browser';

/** Somebody is held: the alarm stands over every page of the court until it is said who goes, and a strip until they were there. */
const fetchDebtor: Way = async (_step, pageOf) => {
  const page = await pageOf('court-141031');
  const alarm = page.getByRole('dialog').filter({ hasText: '请接收被控制人' });
  await alarm.waitFor();
  await page.keyboard.press('Escape');
  await page.mouse.click(5, 5);
  expect(await alarm.isVisible()).toBe(true);
  // Where they are is hidden until somebody asks for it.
  expect(await alarm.getByText('龙泉派出所').count()).toBe(0);
  await alarm.getByRole('combobox', { name: '派员二' }).fill('闫斌');
  await alarm.getByLabel('预计到达').fill('2025-09-22T00:25');
  await alarm.getByRole('button', { name: '确认收到，派员前往' }).click();
  const strip = page.locator('.alarm-strip', { hasText: '闫斌' });
  await strip.getByRole('button', { name: '登记已接到' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '登记已接到' }).click();
  await strip.waitFor({ state: 'detached' });
};

/** In order of time, as the clock only goes on. */
describe.each([['preservation-freeze', {}], ['hiding-debtor', { collected: fetchDebtor }], ['no-answer', {}]] as const)('story %s, clicked', (name, ways) => {
  const story = readStory(name);
  let browser: ConsoleBrowser;
  let player: ClickPlayer;
  jest.setTimeout(180_000);

  beforeAll(async () => {
    browser = await ConsoleBrowser.start();
    player = new ClickPlayer(browser, story, ways);
    await player.begin();
  }, START_MS);
  afterAll(() => browser?.stop());

  const played = story.steps.map((step) => [step.index + 1, `${step.by ?? 'nobody'} ${step.do ?? 'looks'}: ${step.request}`, step] as const);
  it.each(played)('step %i: %s', async (_number, _title, step) => expect(await player.play(step)).toEqual([]));

  it('left no complaint of a script or of the page policy', () => expect(browser.complaints).toEqual([]));
});
