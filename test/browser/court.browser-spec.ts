import { randomInt } from 'node:crypto';
import { personIdCheckCharacter } from '@lianzhi/contracts';
import type { Page } from 'playwright-core';
import { START_MS } from '../e2e/support/shared-system';
import { ConsoleBrowser } from './support/console-browser';
import { choose } from './support/fill-fields';
import { overflow, seriousFindings } from './support/obstacles';

const JUDGE = 'court-141031-officer';
const COURT = 'court-141031';
const DEBTOR = { kind: 'person', name: '张某甲', idNumber: '142629198703124515' };

describe('the console at a court', () => {
  let browser: ConsoleBrowser;
  jest.setTimeout(180_000);

  beforeAll(async () => { browser = await ConsoleBrowser.start(); }, START_MS);
  afterAll(() => browser?.stop());

  /** A case of its own, so that tests do not meet. */
  async function newCase(amountOwed: string, debtor = DEBTOR): Promise<string> {
    const caseNumber = `（2025）晋1031执${Date.now() % 1_000_000_000}号`;
    await browser.system.api.get(COURT, `/v1/cases/${encodeURIComponent(caseNumber)}`, { method: 'PUT', body: { cause: '买卖合同纠纷', amountOwed, debtors: [debtor] } });
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

  it('renews several measures that end soon at once, each by its own request, with one set of documents', async () => {
    const { api } = browser.system;
    // Whoever is registered there has an account at every branch of the simulated banks, which nobody else has frozen.
    const number = `14999919900101${String(randomInt(1000)).padStart(3, '0')}`;
    const debtor = { kind: 'person', name: '何某', idNumber: number + personIdCheckCharacter(number) };
    const caseNumber = await newCase('100000.00', debtor);
    const day = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
    const upload = async (kind: string): Promise<string> => {
      const form = new FormData();
      form.append('kind', kind);
      form.append('file', new Blob([`%PDF-1.4 ${kind}`], { type: 'application/pdf' }), `${kind}.pdf`);
      return (await api.get<{ id: string }>(COURT, '/v1/documents', { form })).id;
    };
    const documents = await Promise.all(['民事裁定书', '协助冻结存款通知书'].map(upload));
    const officers = [1, 2].map((n) => ({ name: `承办${n}`, workCard: `晋法执1031-0${n}`, dutyCard: `公021${n}` }));
    const frozen = await Promise.all(['bank-icbc-141031', 'bank-abc-141031'].map((to) => api.get<{ id: string }>(COURT, '/v1/requests', { body: {
      type: 'freeze-account', to, caseNumber, urgency: 'ordinary', subject: debtor, details: { amount: '2000.00', from: day(1), until: day(20) }, officers, documents,
    } })));
    // The bank answers by itself.
    const inEffect = async (): Promise<number> => (await api.get<{ items: unknown[] }>(COURT, `/v1/measures?state=in_effect&case=${encodeURIComponent(caseNumber)}`)).items.length;
    for (let times = 0; (await inEffect()) < frozen.length; times += 1) {
      if (times > 60) throw new Error(JSON.stringify(await Promise.all(frozen.map(({ id }) => api.get(COURT, `/v1/requests/${id}`)))));
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
    const page = await browser.signIn(JUDGE, `/measures?case=${encodeURIComponent(caseNumber)}`);
    await page.getByRole('checkbox', { name: '全选可续行的' }).press('Space');
    await page.getByRole('button', { name: '续行 2 项…' }).click();
    const panel = page.getByRole('complementary', { name: '批量续行 2 项' });
    await panel.locator('[data-renew]').nth(1).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
    await officersAndDocuments(page, ['续行冻结裁定书', '协助冻结存款通知书（续行）']);
    await panel.getByRole('button', { name: '签名并发送 2 件续行请求' }).click();
    await page.getByText('2 件续行请求已签名发送').first().waitFor();
    const { items } = await api.get<{ items: { type: string; follows: string | null }[] }>(COURT, `/v1/requests?box=sent&type=renew-freeze&q=${encodeURIComponent(caseNumber)}`);
    expect(items.map(({ follows }) => follows).sort()).toEqual(frozen.map(({ id }) => id).sort());
    await page.context().close();
  });

  it('names the faults of a batch as the form names its fields', async () => {
    const caseNumber = await newCase('100000.00');
    const page = await browser.signIn(JUDGE, '/batches');
    await page.getByText('先选事项类型，再选单位').waitFor();
    expect(await page.getByRole('button', { name: /全选/ }).count()).toBe(0);
    const wrong = [1, 2].map((n) => ({ kind: 'person', name: `李某${n}`, idNumber: '142629198703124514' }));
    const { id } = await browser.system.api.get<{ id: string }>(COURT, '/v1/request-batches', { body: { type: 'query-person', to: 'police-141031', caseNumber, subjects: wrong } });
    await browser.open(page, `/batches/${id}`);
    await page.getByText('拒绝 2').waitFor();
    await page.getByRole('cell', { name: /公民身份号码/ }).first().waitFor();
    await page.getByText('问题汇总').press('Enter');
    await page.getByRole('listitem').filter({ hasText: '2 行' }).filter({ hasText: '公民身份号码' }).waitFor();
    await page.context().close();
  });

  it('had no script error and no breach of its policy', () => expect(browser.complaints).toEqual([]));
});
