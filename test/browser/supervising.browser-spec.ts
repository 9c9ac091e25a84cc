import type { Page } from 'playwright-core';
import { START_MS } from '../e2e/support/shared-system';
import { ConsoleBrowser } from './support/console-browser';
import { overflow, seriousFindings } from './support/obstacles';

const SUPERVISOR = 'supervisor-140000-user';
const OPERATOR = 'police-141031-operator';

describe('the console of a supervising body', () => {
  let browser: ConsoleBrowser;
  let id: string;
  jest.setTimeout(180_000);

  beforeAll(async () => {
    browser = await ConsoleBrowser.start();
    id = await browser.ask('locate-debtor');
  }, START_MS);
  afterAll(() => browser?.stop());

  const signIn = (path: string): Promise<Page> => browser.signIn(SUPERVISOR, path);

  it('leads from a number of the board to one request in three clicks, which is then urged', async () => {
    const page = await signIn('/board');
    await page.getByRole('link', { name: /^公安机关 未结/ }).first().click();
    await page.waitForURL(/\/watch\?.*toAgency=police/);
    await page.locator(`[data-request="${id}"]`).getByRole('link').first().click();
    await page.waitForURL(new RegExp(id));
    await page.getByText(/督办协调只有办理经过/).waitFor();
    await page.getByRole('button', { name: '催办…' }).click();
    // Not without a reason.
    await page.getByRole('button', { name: '发出催办' }).click();
    await page.getByRole('alert').getByText('必填').waitFor();
    await page.getByRole('button', { name: '质量抽查' }).click();
    await page.getByRole('button', { name: '发出催办' }).click();
    await page.getByRole('heading', { name: '催办 1 次' }).waitFor();
    await page.getByText('质量抽查').first().waitFor();
    await page.context().close();
  });

  it('tells the desk that is urged why, at the alert when asked and on the page of the request, with what will come next', async () => {
    const page = await browser.signIn('police-141031-officer', '/worklist');
    await page.getByRole('button', { name: /^提醒/ }).click();
    const alert = page.locator('.alert-list li', { has: page.locator(`a[href="/requests/${id}"]`) }).filter({ hasText: '督办催办' });
    await alert.getByText('质量抽查').waitFor({ state: 'detached' });
    await alert.getByRole('button', { name: '看理由' }).press('Enter');
    await alert.getByText('理由：质量抽查').waitFor();
    await alert.getByRole('link', { name: '打开事项' }).click();
    const timeline = page.getByRole('region', { name: '双方经过' });
    await timeline.locator('.told', { hasText: '催办' }).getByText('理由：质量抽查').waitFor();
    await timeline.locator('.future.step', { hasText: '到期' }).first().waitFor();
    await timeline.locator('.future.step', { hasText: '升级到' }).first().waitFor();
    await browser.open(page, `/requests/${id}`);
    await timeline.locator('.told', { hasText: '催办' }).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
    await page.context().close();
  });

  it('shows numbers that the lists behind them have', async () => {
    const page = await signIn('/board');
    const link = page.locator('.tiles .count-link').first();
    await link.waitFor();
    const shown = Number((await link.textContent())!.replace(/\D/g, ''));
    await link.click();
    await page.getByText(`共 ${shown} 件`).waitFor();
    await page.context().close();
  });

  it('says of each agency what it answered in time', async () => {
    const page = await signIn('/board');
    await page.getByRole('columnheader', { name: '按时率' }).waitFor();
    await page.getByRole('region', { name: '机关与轮到谁' }).getByRole('row', { name: /^公安机关/ }).getByRole('cell').last().getByText(/没有反馈|按时/).waitFor({ state: 'attached' });
    // For a wall: without the frame, until Esc.
    await page.getByRole('button', { name: '大屏', exact: true }).click();
    await page.getByRole('banner').waitFor({ state: 'hidden' });
    await page.keyboard.press('Escape');
    await page.getByRole('banner').waitFor();
    await page.context().close();
  });

  it('keeps an alert until it is acknowledged with a note', async () => {
    const { api } = browser.system;
    // Nobody accepts: ten days later it has been overdue for long enough to be told upwards.
    api.setClock(Date.now() + 10 * 24 * 3_600_000);
    await browser.system.settled();
    const page = await signIn('/alerts');
    const row = page.locator('[data-alert]', { hasText: id.slice(-6).toUpperCase() }).first();
    await row.waitFor();
    const alert = await row.getAttribute('data-alert');
    await row.getByRole('button', { name: /^确认…/ }).click();
    await page.getByRole('button', { name: '确认', exact: true }).click();
    await page.getByRole('alert').getByText('必填').waitFor();
    await page.getByLabel('说明（怎么处置）').fill('已电话督办公安');
    await page.getByRole('button', { name: '确认', exact: true }).click();
    await page.locator(`[data-alert="${alert}"]`).waitFor({ state: 'detached' });
    await page.getByText('全部', { exact: true }).click();
    await page.locator(`[data-alert="${alert}"]`).getByText('已电话督办公安').waitFor();
    await page.context().close();
  });

  it('shows an operator the services, what stands still, and the dead letters', async () => {
    const page = await browser.signIn(OPERATOR, '/operations');
    await page.getByRole('row', { name: /coordinator 就绪/ }).waitFor();
    await page.getByText('没有未处置的死信').waitFor();
    await page.getByRole('row', { name: /待发出/ }).waitFor();
    await page.context().close();
  });

  it('pages an operator through hundreds of dead letters, and decides about all that a filter lets through', async () => {
    const page = await browser.signIn(OPERATOR, '/operations');
    // Hundreds of dead letters are made up: nobody refuses that many on purpose.
    const letter = (n: number) => ({
      id: `01998000-0000-7000-8000-${String(n).padStart(12, '0')}`, state: 'open', reason: 'unknown-key', detail: null, lane: 'exchange.court.police', partition: 0, offset: String(n), authentic: false, message: null, request: null,
      type: null, sender: null, recipient: null, recordedAt: new Date().toISOString(), decidedAt: null,
    });
    const asked: { where?: object; after?: string; ids?: string[] }[] = [];
    await page.route('**/v1/dead-letter-counts', (route) => route.fulfill({ json: { items: [{ reason: 'unknown-key', lane: 'exchange.court.police', authentic: false, count: 250 }, { reason: 'broken-event', lane: 'exchange.court.police', authentic: false, count: 3 }] } }));
    await page.route(/dead-letters\?/, (route) => {
      const second = route.request().url().includes('cursor=');
      return route.fulfill({ json: { items: Array.from({ length: second ? 50 : 100 }, (_, n) => letter(second ? 100 + n : n)), nextCursor: second ? null : 'two' } });
    });
    await page.route('**/v1/dead-letters/discard', (route) => {
      const body = route.request().postDataJSON() as (typeof asked)[number];
      asked.push(body);
      const [from, count] = body.after === undefined ? [0, 200] : [200, 50];
      return route.fulfill({ json: { items: Array.from({ length: count }, (_, n) => ({ id: letter(from + n).id, outcome: 'decided' })), decided: count, left: body.after === undefined ? 50 : 0, next: body.after === undefined ? letter(199).id : null } });
    });
    await page.getByRole('button', { name: '立即再查' }).waitFor();
    await page.reload();
    await page.getByText('已显示 100 件').waitFor();
    await page.getByRole('button', { name: '再显示一些' }).click();
    await page.getByText('共 150 件').waitFor();
    await page.getByRole('combobox', { name: '原因' }).click();
    await page.getByTitle('unknown-key 250').click();
    await page.getByRole('button', { name: '作废 250 件…' }).click();
    await page.getByRole('dialog').getByText('筛选出的全部 250 件').waitFor();
    await page.getByLabel('理由').fill('来历不明');
    await page.getByRole('button', { name: '作废这 250 件' }).click();
    await page.getByText('已处置 250 件').waitFor();
    expect(asked).toEqual([{ where: { reason: 'unknown-key' }, reason: '来历不明' }, { where: { reason: 'unknown-key' }, after: letter(199).id, reason: '来历不明' }]);
    expect(await seriousFindings(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
    await page.context().close();
  });

  it('leaves no complaint of a script or of the page policy', () => {
    expect(browser.complaints).toEqual([]);
  });
});
