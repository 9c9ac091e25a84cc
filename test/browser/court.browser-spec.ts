import type { Page } from 'playwright-core';
import { START_MS } from '../e2e/support/shared-system';
import { ConsoleBrowser } from './support/console-browser';
import { choose } from './support/fill-fields';

const JUDGE = 'court-141031-officer';
const COURT = 'court-141031';
const DEBTOR = { kind: 'person', name: '张某甲', idNumber: '142629198703124515' };

describe('the console at a court', () => {
  let browser: ConsoleBrowser;
  jest.setTimeout(180_000);

  beforeAll(async () => { browser = await ConsoleBrowser.start(); }, START_MS);
  afterAll(() => browser?.stop());

  /** A case of its own, so that tests do not meet. */
  async function newCase(amountOwed: string): Promise<string> {
    const caseNumber = `（2025）晋1031执${Date.now() % 1_000_000_000}号`;
    await browser.system.api.get(COURT, `/v1/cases/${encodeURIComponent(caseNumber)}`, { method: 'PUT', body: { cause: '买卖合同纠纷', amountOwed, debtors: [DEBTOR] } });
    return caseNumber;
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

  it('offers the figure that the case may still freeze, keeps the draft over a reload, sends it, and shows what the bank answered', async () => {
    const caseNumber = await newCase('100000.00');
    const page = await browser.signIn(JUDGE, `/new?case=${encodeURIComponent(caseNumber)}`);
    const send = page.getByRole('button', { name: '签名并发送', exact: true });
    await page.getByRole('combobox', { name: '事项类型' }).fill('冻结存款');
    await page.locator('.ant-select-item-option').filter({ hasText: /^冻结存款$/ }).click();
    await choose(page, page.locator('[data-pointer="/to"]'), '中国工商银行隰县支行');
    await choose(page, page.locator('[data-pointer="/subject"]'), DEBTOR.name);
    await page.getByLabel('冻结金额上限').fill('120,000');
    await page.getByText('比本案还可冻结的多 20,000.00 元，不能发送').first().waitFor();
    expect(await send.getAttribute('aria-disabled')).toBe('true');
    await page.getByText(/草稿 .* 已存/).waitFor();
    await page.reload();
    expect(await page.getByLabel('冻结金额上限').inputValue()).toBe('120,000.00');
    await page.getByRole('button', { name: '改为 100,000.00' }).click();
    // What is still missing is named, and each name leads to its field.
    await page.getByRole('button', { name: '冻结起始日', exact: true }).click();
    await page.getByLabel('冻结起始日').and(page.locator(':focus')).waitFor();
    const day = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
    await page.getByLabel('冻结起始日').fill(day(1));
    await page.getByLabel('冻结截止日').fill(day(200));
    await officersAndDocuments(page, ['民事裁定书（保全）', '协助冻结存款通知书']);
    await page.getByText('可以发送').waitFor();
    await send.click();
    await page.waitForURL(/\/requests\/[0-9a-f-]{36}$/);
    const { details } = await browser.system.api.get<{ details: { amount: string } }>(COURT, `/v1/requests/${page.url().slice(-36)}`);
    expect(details.amount).toBe('100000.00');
    // The bank answers by itself; the page shows it without a reload.
    await page.getByText('最终反馈').first().waitFor();
    await page.context().close();
  });

  it('had no script error and no breach of its policy', () => expect(browser.complaints).toEqual([]));
});
