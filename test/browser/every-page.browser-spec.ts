import type { Page } from 'playwright-core';
import { START_MS } from '../e2e/support/shared-system';
import { ConsoleBrowser } from './support/console-browser';
import { pagePaths, visits, type Examples, type Visit } from './support/every-page';
import { overflow, seriousFindings } from './support/obstacles';

const COURT = 'court-141031';
const OFFICER = 'police-141031-officer';

describe('every page of the console', () => {
  let browser: ConsoleBrowser;
  let examples: Examples;
  let english: Page;
  const pages = new Map<string, Page>();
  jest.setTimeout(180_000);

  beforeAll(async () => {
    browser = await ConsoleBrowser.start();
    const request = await browser.ask('locate-debtor');
    const { api } = browser.system;
    const { caseNumber } = await api.get<{ caseNumber: string }>(COURT, `/v1/requests/${request}`);
    const { id: batch } = await api.get<{ id: string }>(COURT, '/v1/request-batches', { body: { type: 'query-person', caseNumber, recipients: ['police-141031'] } });
    examples = { request, caseNumber, batch };
  }, START_MS);
  afterAll(() => browser?.stop());

  async function pageOf(user: string): Promise<Page> {
    const page = pages.get(user) ?? await browser.signIn(user, '/');
    pages.set(user, page);
    return page;
  }

  const listed = visits({ request: ':id', caseNumber: ':caseNumber', batch: ':id' });

  it('is visited here', () => expect(listed.map(({ page }) => page)).toEqual(expect.arrayContaining(pagePaths())));

  it.each(listed.map(({ user, path }, index) => [user, path, index] as const))('has nothing that keeps %s from using %s, and is not wider than the screen', async (user, _path, index) => {
    const { path } = visits(examples)[index] as Visit;
    const page = await pageOf(user);
    await browser.open(page, path);
    expect(await seriousFindings(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
  });

  it('stands in English as well, in the language that the page says it is in', async () => {
    english = await browser.signIn(OFFICER, '/worklist');
    await english.getByRole('button', { name: 'EN' }).click();
    await english.getByRole('heading', { name: 'Worklist' }).waitFor();
    expect(await english.locator('html').getAttribute('lang')).toBe('en');
    await browser.open(english, `/requests/${examples.request}`);
    await english.getByRole('heading', { name: /Locate a debtor/ }).waitFor();
    expect(await seriousFindings(english)).toEqual([]);
    // The choice is kept, and can be taken back.
    await english.getByRole('button', { name: '中文' }).click();
    await english.getByRole('heading', { name: /协助查控被执行人/ }).waitFor();
  });

  it.each([[1280, false], [1920, false], [360, false], [360, true], [1280, true]])('fits on a screen %i wide (large text: %s): worklist and answering', async (width, large) => {
    const page = await pageOf(OFFICER);
    await page.setViewportSize({ width, height: width < 500 ? 780 : 900 });
    if (large && await page.locator('html.large').count() === 0) await page.getByRole('button', { name: '大字' }).click();
    await page.locator(large ? 'html.large' : 'html:not(.large)').waitFor();
    for (const path of ['/worklist', `/requests/${examples.request}`]) {
      await browser.open(page, path);
      expect([path, await overflow(page), await seriousFindings(page)]).toEqual([path, 0, []]);
    }
    // What the answer needs is on the screen, not cut off at its edge.
    const send = (await page.getByRole('button', { name: /^签名并发送/ }).boundingBox())!;
    expect([send.x >= 0, send.x + send.width <= width]).toEqual([true, true]);
  });

  it('leaves no complaint of a script or of the page policy', () => expect(browser.complaints).toEqual([]));
});
