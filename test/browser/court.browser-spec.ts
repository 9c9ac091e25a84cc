import type { Page } from 'playwright-core';
import { START_MS } from '../e2e/support/shared-system';
import { ConsoleBrowser, seriousFindings } from './support/console-browser';

const JUDGE = 'court-141031-officer';
const COURT = 'court-141031';
const POLICE = 'police-141031';
const DEBTOR = { kind: 'person', name: '张某甲', idNumber: '142629198703124515' };

describe('the console at a court', () => {
  let browser: ConsoleBrowser;
  jest.setTimeout(300_000);
  let count = 0;

  beforeAll(async () => { browser = await ConsoleBrowser.start(); }, START_MS);
  afterAll(() => browser?.stop());

  /** A case of its own, so that tests do not meet. */
  async function newCase(amountOwed = '186400.00'): Promise<string> {
    const caseNumber = `（2025）晋1031执${Date.now() % 1_000_000_00}${count += 1}号`;
    await browser.system.api.get(COURT, `/v1/cases/${encodeURIComponent(caseNumber)}`, { method: 'PUT', body: { cause: '买卖合同纠纷', amountOwed, debtors: [DEBTOR] } });
    return caseNumber;
  }

  async function choose(page: Page, label: string, text: string): Promise<void> {
    const box = page.getByRole('combobox', { name: label });
    await box.click();
    await box.pressSequentially(text);
    await page.locator('.ant-select-item-option', { hasText: text }).first().click();
  }

  async function begin(page: Page, type: string, to: string, caseNumber: string): Promise<void> {
    await page.goto(`${browser.url}/new?case=${encodeURIComponent(caseNumber)}`);
    await choose(page, '事项类型', type);
    await choose(page, '受请求单位', to);
    await page.getByRole('combobox', { name: '被执行人' }).click();
    await page.locator('.ant-select-item-option', { hasText: DEBTOR.name }).first().click();
  }

  async function officersAndDocuments(page: Page, kinds: readonly string[]): Promise<void> {
    for (const [at, name] of ['高志刚', '闫斌'].entries()) {
      const officer = page.getByRole('group', { name: `承办人${at + 1}` });
      await officer.getByLabel('姓名').fill(name);
      await officer.getByLabel('工作证编号').fill(`晋法执1031-0${at}`);
      await officer.getByLabel('公务证编号').fill(`公021${at}`);
    }
    for (const kind of kinds) {
      await page.getByLabel(`为“${kind}”选择文件`).setInputFiles({ name: `${kind}.pdf`, mimeType: 'application/pdf', buffer: Buffer.from(`%PDF-1.4 ${kind}`) });
      await page.getByText(`${kind}.pdf`).waitFor();
    }
  }

  const send = (page: Page) => page.getByRole('button', { name: '签名并发送' });
  const sentId = async (page: Page): Promise<string> => { await page.waitForURL(/\/requests\/[0-9a-f-]{36}$/); return page.url().slice(-36); };
  async function arrived(id: string, organisation: string): Promise<void> {
    for (let times = 0; times < 200; times += 1) {
      if ((await browser.system.api.call(organisation, `/v1/requests/${id}`)).status === 200) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`${id} did not arrive`);
  }

  it('lets a judge send a locate request, sees it held, acknowledges who goes, and registers the collection', async () => {
    const caseNumber = await newCase();
    const page = await browser.signIn(JUDGE, '/new');
    await begin(page, '协助查控被执行人', '隰县公安局', caseNumber);
    await choose(page, '协助要求', '控制并移交');
    await page.getByLabel('布控期限至').fill(new Date(Date.now() + 90 * 86_400_000).toISOString().slice(0, 10));
    // Custody wants a decision: it is a fault until the file is there.
    await page.getByRole('button', { name: '拘留决定书', exact: true }).waitFor();
    expect(await send(page).getAttribute('aria-disabled')).toBe('true');
    await page.reload();
    await page.getByText(/草稿 .* 已存/).waitFor();
    await officersAndDocuments(page, ['协助查控被执行人通知书', '拘留决定书']);
    await page.getByText('可以发送').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await send(page).click();
    const id = await sentId(page);
    await arrived(id, POLICE);

    await browser.system.api.get(POLICE, `/v1/requests/${id}/replies`, { body: { final: false, outcome: 'found', milestone: 'held', details: { place: '隰县某宾馆', kind: 'hotel', handOverAt: '隰县公安局龙泉派出所' } } });
    const alarm = page.getByRole('dialog');
    await alarm.getByText(/请接收被控制人/).waitFor({ timeout: 60_000 });
    await page.keyboard.press('Escape');
    await page.mouse.click(5, 5);
    expect(await alarm.getByText(/请接收被控制人/).isVisible()).toBe(true);
    expect(await alarm.getByText('龙泉派出所').count()).toBe(0);
    expect(await seriousFindings(page)).toEqual([]);
    await alarm.getByRole('combobox', { name: '派员二' }).fill('闫斌');
    await alarm.getByLabel('预计到达').fill('2026-12-01T00:25');
    await alarm.getByRole('button', { name: '确认收到，派员前往' }).click();
    const strip = page.locator('.alarm-strip', { hasText: '闫斌' }).first();
    await strip.getByRole('button', { name: '登记已接到' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '登记已接到' }).click();
    await strip.waitFor({ state: 'detached' });
    const { obligations } = await browser.system.api.get<{ obligations: { name: string; state: string }[] }>(COURT, `/v1/requests/${id}`);
    expect(obligations.find(({ name }) => name === 'collect')!.state).toBe('discharged');
    await page.context().close();
  });

  it('offers the figure that the case may still freeze, sends it, and shows what the bank answered', async () => {
    const caseNumber = await newCase('100000.00');
    const page = await browser.signIn(JUDGE, '/new');
    await begin(page, '冻结存款', '中国工商银行隰县支行', caseNumber);
    await page.getByLabel('冻结金额上限').fill('120,000');
    await page.getByText('比本案还可冻结的多 20,000.00 元，不能发送').first().waitFor();
    await page.getByRole('button', { name: '改为 100,000.00' }).click();
    const day = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
    await page.getByLabel('冻结起始日').fill(day(1));
    await page.getByLabel('冻结截止日').fill(day(200));
    await officersAndDocuments(page, ['民事裁定书（保全）', '协助冻结存款通知书']);
    await page.getByText('可以发送').waitFor();
    await send(page).click();
    const id = await sentId(page);
    const { details } = await browser.system.api.get<{ details: { amount: string } }>(COURT, `/v1/requests/${id}`);
    expect(details.amount).toBe('100000.00');
    // The bank answers by itself; the page shows it without a reload.
    await page.getByText('最终反馈').first().waitFor({ timeout: 60_000 });
    await page.context().close();
  });

  it.each(['/new', '/sent', '/cases', '/measures', '/batches', `/cases/${encodeURIComponent('（2025）晋1031执保57号')}`])('has nothing on %s that keeps people out', async (path) => {
    const page = await browser.signIn(JUDGE, path);
    await page.waitForTimeout(500);
    expect(await seriousFindings(page)).toEqual([]);
    await page.context().close();
  });

  it('had no script error and no breach of its policy', () => expect(browser.complaints).toEqual([]));
});
