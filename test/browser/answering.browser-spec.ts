import type { Page } from 'playwright-core';
import { START_MS } from '../e2e/support/shared-system';
import { ConsoleBrowser, seriousFindings } from './support/console-browser';
import { askPolice } from './support/ask-police';

const OFFICER = 'police-141031-officer';
const COLLEAGUE = 'police-141031-operator';
const COURT = 'court-141031';

describe('the console at an answering desk', () => {
  let browser: ConsoleBrowser;
  jest.setTimeout(300_000);

  beforeAll(async () => { browser = await ConsoleBrowser.start(); }, START_MS);
  afterAll(() => browser?.stop());

  const row = (page: Page, id: string) => page.locator(`[data-request="${id}"]`);
  const item = (page: Page, name: string) => page.locator('.item-result', { has: page.getByRole('heading', { name }) });

  it('lets an officer claim, accept and answer; a draft survives a reload, and the court reads what was said', async () => {
    const id = await askPolice(browser.system.api, 'query-person');
    const page = await browser.signIn(OFFICER, '/worklist');
    await row(page, id).getByRole('button', { name: '认领并签收' }).click();
    await row(page, id).getByRole('button', { name: '反馈结果' }).click();
    await page.getByRole('heading', { name: /查询被执行人信息/ }).waitFor();
    await page.getByText('已签收', { exact: true }).first().waitFor();
    // Numbers are masked until somebody asks to see them, and then that is recorded.
    await page.getByText(/1426\*{10}4515/).waitFor();

    await item(page, '身份信息').getByText('查到', { exact: true }).click();
    await page.getByLabel('住址').fill('隰县龙泉镇某小区3号楼');
    await item(page, '旅馆住宿').getByText('未查询').click();
    await item(page, '机动车').getByText('经查无').click();
    await page.getByText('部分查到').waitFor();
    await page.getByRole('button', { name: '签名并发送最终反馈' }).click();
    // What the results cannot do without is asked for before anything is sent.
    await page.getByText('还有 3 处要改，改完才能发送').waitFor();
    await page.getByText(/草稿 .* 已存/).waitFor();
    await page.reload();
    await page.waitForFunction(`document.querySelector('input[value="found"]')?.checked === true`);
    expect(await page.getByLabel('住址').inputValue()).toBe('隰县龙泉镇某小区3号楼');

    await page.getByLabel('查询来源').fill('全国人口信息系统、机动车登记系统');
    await page.getByLabel('数据截至时间').fill('2025-09-03T10:05');
    await page.getByLabel('原因').fill('旅馆业治安管理信息系统维护');
    await page.getByRole('button', { name: '签名并发送最终反馈' }).click();
    await page.getByText('反馈已签名发送').waitFor();
    await page.getByText('已反馈', { exact: true }).first().waitFor();
    expect(await page.evaluate(`Object.keys(localStorage).filter((key) => key.startsWith('lianzhi.draft.'))`)).toEqual([]);

    const seen = await browser.system.api.get<{ outcome?: string; replies: { details: Record<string, unknown> }[] }>(COURT, `/v1/requests/${id}`);
    expect(seen.outcome).toBe('partial');
    expect(seen.replies[0]!.details).toMatchObject({ items: { identity: 'found', 'hotel-stays': 'not_searched', vehicles: 'none_proven' }, identity: { address: '隰县龙泉镇某小区3号楼' }, asOf: '2025-09-03T10:05:00+08:00' });
    await page.context().close();
  });

  it('shows new requests behind a bar without moving rows, and says who was first', async () => {
    const first = await askPolice(browser.system.api, 'locate-debtor');
    const [one, other] = await Promise.all([browser.signIn(OFFICER, '/worklist'), browser.signIn(COLLEAGUE, '/worklist')]);
    await Promise.all([one, other].map((page) => row(page, first).waitFor()));
    const second = await askPolice(browser.system.api, 'query-person');
    await one.getByRole('button', { name: /新到 \d+ 件/ }).waitFor();
    expect(await row(one, second).count()).toBe(0);
    await one.getByRole('button', { name: /新到 \d+ 件/ }).click();
    await row(one, second).waitFor();

    await row(one, first).getByRole('button', { name: '认领并签收' }).click();
    await one.getByText('已签收').first().waitFor();
    // The colleague's page learns of it by itself.
    await row(other, first).getByText('李建国').waitFor();
    const later = await askPolice(browser.system.api, 'locate-debtor');
    await other.getByRole('button', { name: /新到/ }).click();
    await row(other, later).waitFor();
    // Claimed in the very moment in which the colleague clicks: the service decides, the page says who it was.
    await other.route('**/handler', async (route) => { await row(one, later).waitFor({ timeout: 100 }).catch(() => undefined); await route.continue(); });
    await one.getByRole('button', { name: /新到/ }).click();
    await row(one, later).getByRole('button', { name: '认领并签收' }).click();
    await one.getByText('已签收').first().waitFor();
    const claim = row(other, later).getByRole('button', { name: /认领/ });
    if (await claim.count() > 0) {
      await claim.click();
      await other.getByText(/李建国 .* 已认领这件/).waitFor();
    }
    await Promise.all([one, other].map((page) => page.context().close()));
  });

  it('has no serious obstacle on any page, in either language, on a desk and on a phone', async () => {
    const id = await askPolice(browser.system.api, 'locate-debtor');
    const found: Record<string, string[]> = {};
    for (const [size, view] of Object.entries({ desk: { width: 1280, height: 900 }, phone: { width: 360, height: 780 } })) {
      const page = await browser.signIn(OFFICER, '/worklist', view);
      for (const path of ['/worklist', '/all', `/requests/${id}`, `/requests/${id}/print/notice`, '/nowhere']) {
        await page.goto(browser.url + path);
        await page.waitForSelector('main h1, main .state');
        await page.waitForTimeout(500);
        found[`${size} ${path.replace(id, ':id')}`] = await seriousFindings(page);
        const wider = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
        expect([size, path, wider]).toEqual([size, path, 0]);
      }
      await page.context().close();
    }
    const page = await browser.signIn(OFFICER, '/worklist');
    await page.getByRole('button', { name: 'EN' }).click();
    await page.getByRole('heading', { name: 'Worklist' }).waitFor();
    expect(await page.evaluate('document.documentElement.lang')).toBe('en');
    await page.goto(`${browser.url}/requests/${id}`);
    await page.getByRole('heading', { name: /Locate a debtor/ }).waitFor();
    found.english = await seriousFindings(page);
    await page.getByRole('button', { name: 'Large text' }).click();
    await page.waitForFunction(`document.documentElement.classList.contains('large')`);
    found['large text'] = await seriousFindings(page);
    expect(Object.fromEntries(Object.entries(found).filter(([, findings]) => findings.length > 0))).toEqual({});
    await page.context().close();
  });

  it('goes on when its desk is restarted under an open page, and tells that it was away', async () => {
    const page = await browser.signIn(OFFICER, '/worklist');
    await browser.system.stop('police');
    await page.getByText(/连接已断/).waitFor({ timeout: 30_000 });
    await browser.system.start('police');
    await page.getByText(/连接已断/).waitFor({ state: 'hidden', timeout: 60_000 });
    const id = await askPolice(browser.system.api, 'query-person');
    await page.getByRole('button', { name: /新到/ }).click();
    await row(page, id).waitFor();
    await page.context().close();
  });

  it('leaves no complaint of a script or of the page policy', () => {
    expect(browser.complaints).toEqual([]);
  });
});
