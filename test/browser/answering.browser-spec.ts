import type { Page } from 'playwright-core';
import { START_MS } from '../e2e/support/shared-system';
import { ConsoleBrowser } from './support/console-browser';
import { showRow } from './support/show-row';

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
    const id = await browser.ask('query-person');
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
    await item(page, '身份信息').locator('input[value="found"]:checked').waitFor({ state: 'attached' });
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

  it('says who was first when two claim the same request at once', async () => {
    const id = await browser.ask('locate-debtor');
    const [one, other] = await Promise.all([browser.signIn(OFFICER, '/worklist'), browser.signIn(COLLEAGUE, '/worklist')]);
    await Promise.all([one, other].map((page) => row(page, id).waitFor()));
    // The colleague has clicked, and their claim is on its way while the officer's arrives.
    const claimed = new Promise<void>((go) => { void other.route('**/handler', async (route) => { await row(one, id).getByText('李建国（我）').waitFor(); await route.continue(); go(); }); });
    await row(other, id).getByRole('button', { name: '认领并签收' }).click();
    await row(one, id).getByRole('button', { name: '认领并签收' }).click();
    await claimed;
    await other.getByText(/李建国 .* 已认领这件/).waitFor();
    // And the row says so by itself, to both.
    await row(other, id).getByText('李建国', { exact: true }).waitFor();
    await row(other, id).getByRole('button', { name: '查看' }).waitFor();
    await Promise.all([one, other].map((page) => page.context().close()));
  });

  it('takes in what a court sends by itself, without moving rows or losing what is typed', async () => {
    const first = await browser.ask('locate-debtor');
    const page = await browser.signIn(OFFICER, '/worklist');
    await row(page, first).waitFor();
    await row(page, first).getByRole('checkbox').check();
    await page.getByRole('textbox', { name: '搜索' }).pressSequentially('（2025）晋10');
    const before = await row(page, first).boundingBox();
    const second = await browser.ask('query-person');
    await page.getByRole('button', { name: /新到 \d+ 件/ }).waitFor();
    expect(await row(page, second).count()).toBe(0);
    expect(await page.getByRole('textbox', { name: '搜索' }).inputValue()).toBe('（2025）晋10');
    expect(await row(page, first).getByRole('checkbox').isChecked()).toBe(true);
    expect((await row(page, first).boundingBox())!.y).toBe(before!.y);
    await page.getByRole('button', { name: /新到 \d+ 件/ }).click();
    await row(page, second).waitFor();
    // What comes while one of them is being read is there when its reader comes back.
    await row(page, second).getByRole('link').first().click();
    await page.waitForURL(new RegExp(second));
    const third = await browser.ask('query-person');
    await page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '待办' }).click();
    await row(page, third).or(page.getByRole('button', { name: /新到/ })).first().waitFor();
    await page.context().close();
  });

  it('goes on when its desk is restarted under an open page: it tells that it was away, and keeps what is typed', async () => {
    const id = await browser.ask('query-person');
    const page = await browser.signIn(OFFICER, `/requests/${id}`);
    await item(page, '身份信息').getByText('查到', { exact: true }).click();
    await page.getByLabel('住址').fill('隰县龙泉镇某小区3号楼');
    await browser.system.stop('police');
    try {
      await page.getByText(/连接已断/).waitFor();
      await page.getByLabel('住址').pressSequentially('2单元');
    } finally {
      await browser.system.start('police');
    }
    await page.getByText(/连接已断/).waitFor({ state: 'hidden' });
    expect(await page.getByLabel('住址').inputValue()).toBe('隰县龙泉镇某小区3号楼2单元');
    await page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '待办' }).click();
    await row(page, id).getByText(/草稿 .* 已存/).waitFor();
    // And it hears again.
    const later = await browser.ask('query-person');
    await showRow(page, later);
    await page.context().close();
  });

  it('loses nothing that was typed when the session ends, and goes on after signing in beside the page', async () => {
    const id = await browser.ask('query-person');
    const page = await browser.signIn(OFFICER, `/requests/${id}`);
    await item(page, '机动车').getByText('查到', { exact: true }).click();
    await item(page, '身份信息').getByText('查到', { exact: true }).click();
    await page.getByLabel('住址').fill('隰县龙泉镇');
    // Neither the token nor what would renew it is taken any longer, and the identity provider does not know the person either.
    await page.context().clearCookies();
    await page.evaluate(`for (const key of Object.keys(sessionStorage).filter((name) => name.startsWith('oidc.user:'))) sessionStorage[key] = JSON.stringify({ ...JSON.parse(sessionStorage[key]), access_token: 'ended', refresh_token: 'ended' })`);
    await page.getByRole('button', { name: '认领', exact: true }).click();
    await page.getByText('登录已过期').waitFor();
    expect(await page.getByLabel('住址').inputValue()).toBe('隰县龙泉镇');
    const [beside] = await Promise.all([page.context().waitForEvent('page'), page.getByRole('button', { name: '重新登录' }).click()]);
    await browser.enterPassword(beside, OFFICER);
    await page.getByText('登录已过期').waitFor({ state: 'detached' });
    expect(await page.getByLabel('住址').inputValue()).toBe('隰县龙泉镇');
    await page.getByRole('button', { name: '认领', exact: true }).click();
    await page.getByText('已认领').first().waitFor();
    await page.context().close();
  });

  it('does everything by keyboard', async () => {
    const ids = [await browser.ask('query-person'), await browser.ask('query-person')];
    const page = await browser.signIn(OFFICER, '/worklist');
    await Promise.all(ids.map((id) => row(page, id).waitFor()));
    const current = page.locator('.row.current[data-request]');
    const at = (): Promise<string | null> => current.getAttribute('data-request');
    const press = (key: string): Promise<void> => page.keyboard.press(key);
    const goTo = async (id: string): Promise<void> => {
      for (let steps = 0; steps < 40; steps += 1) await press('k');
      for (let steps = 0; steps < 40 && (await at()) !== id; steps += 1) await press('j');
      expect(await at()).toBe(id);
    };
    await press('?');
    await page.getByRole('dialog').getByText('上下移动').waitFor();
    await press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await press('j');
    const first = await at();
    await press('j');
    expect(await at()).not.toBe(first);
    await press('k');
    expect(await at()).toBe(first);
    await goTo(ids[0]!);
    await press('x');
    expect(await current.getByRole('checkbox').isChecked()).toBe(true);
    await press('c');
    await row(page, ids[0]!).getByText('李建国（我）').waitFor();
    await press('a');
    await page.getByText('已签收').first().waitFor();
    await press('/');
    await page.getByRole('textbox', { name: '搜索' }).and(page.locator(':focus')).waitFor();
    // While somebody types, a key is a letter.
    await page.keyboard.type('jc');
    expect(await page.getByRole('textbox', { name: '搜索' }).inputValue()).toBe('jc');
    await page.getByRole('textbox', { name: '搜索' }).fill('');
    await page.getByRole('heading', { name: '待办' }).click();
    await goTo(ids[0]!);
    await press('Enter');
    await page.waitForURL(new RegExp(ids[0]!));
    await page.getByRole('heading', { name: /查询被执行人信息/ }).waitFor();
    await press('Escape');
    await page.waitForURL(/\/worklist/);
    // Where one was before.
    await page.locator(`.row.current[data-request="${ids[0]}"]`).waitFor();
    await goTo(ids[1]!);
    await press('r');
    await page.waitForURL(new RegExp(`${ids[1]!}#answer`));
    await page.locator('#answer:focus').waitFor();
    // The form is reached and filled with Tab, arrows and Space alone.
    const result = item(page, '身份信息').locator('input[value="none_proven"]');
    for (let steps = 0; steps < 20 && !(await item(page, '身份信息').locator('input:focus').count()); steps += 1) await press('Tab');
    for (let steps = 0; steps < 5 && !(await result.isChecked()); steps += 1) await press(steps === 0 ? 'Space' : 'ArrowRight');
    expect(await result.isChecked()).toBe(true);
    await page.context().close();
  });

  it('leaves no complaint of a script or of the page policy', () => {
    expect(browser.complaints).toEqual([]);
  });
});
