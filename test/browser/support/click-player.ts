import type { Page } from 'playwright-core';
import { catalogue, type Details } from '@lianzhi/contracts';
import { StoryPlayer, untilAgreed, type RequestEnds, type Step, type StepMemory, type Story } from '../../../deploy/local/stories';
import { replyBody, requestBody, type Body } from '../../../deploy/local/stories/compose-body';
import { scriptAnswer } from '../../../deploy/local/stories/core-banking-script';
import type { ConsoleBrowser } from './console-browser';
import { choose, fillFields, type FormField } from './fill-fields';
import { StoryPeople } from './story-people';

interface Entry { title: { zh: string }; officers: { min: number }; request: { form: { fields: FormField[] } }; reply: { form: { fields: FormField[] } }; outcomes: { name: string; title: { zh: string } }[]; milestones: { name: string; title: { zh: string } }[] }

const SETTLED_MS = 30_000;

/** A move that a story makes with other clicks than usual. */
export type Way = (step: Step, page: (organisation: string) => Promise<Page>, id: string) => Promise<void>;

/**
 * Plays a story as its people do at their pages. What a machine does, and what must hold after each step, is left to {@link StoryPlayer}: so the same
 * story says the same of the pages and of the interfaces.
 */
export class ClickPlayer {
  readonly people: StoryPeople;
  private readonly memory = new Map<number, StepMemory>();
  private readonly entries = new Map<string, Entry>();

  /** @param ways by the milestone of the step */
  constructor(private readonly browser: ConsoleBrowser, private readonly story: Story, private readonly ways: Readonly<Record<string, Way>> = {}) {
    this.people = new StoryPeople(browser);
  }

  async begin(): Promise<void> {
    this.browser.system.api.setClock(this.story.steps[0]!.at);
    await this.player.putCases();
  }

  /** @returns what does not hold afterwards; empty if all does */
  async play(step: Step): Promise<object[]> {
    this.browser.system.api.setClock(step.at);
    if (step.do !== undefined && !this.isByMachine(step)) {
      await this.click(step);
      this.memory.set(step.index, { ...this.memory.get(step.index), done: true });
      // The next step is somebody else's, at another time: it begins when all sides know of this one.
      if (step.expect === undefined) await untilAgreed(this.browser.system.api, this.endsOf(step), { deadlineMs: SETTLED_MS });
    } else {
      await this.player.play(step);
    }
    const results = step.then === undefined ? [] : await this.player.check(step);
    return results.filter(({ ok }) => !ok);
  }

  /** What the player knows of the story is what was done so far. */
  private get player(): StoryPlayer {
    const { memory } = this;
    return new StoryPlayer(this.story, { system: this.browser.system.api, memory: { of: ({ index }) => memory.get(index) ?? {}, remember: ({ index }, kept) => void memory.set(index, kept) } });
  }

  private isByMachine(step: Step): boolean { return this.browser.system.api.isTakenByMachine(step, this.requestOf(step).type!); }

  private requestOf(step: Step): Step { return this.story.steps.find((one) => one.do === 'request' && one.request === step.request)!; }

  private endsOf(step: Step): RequestEnds {
    const ends = this.player.made.get(step.request!);
    if (ends === undefined) throw new Error(`story ${this.story.name}, step ${step.index + 1}: ${step.request} was not sent`);
    return ends;
  }

  private async entryOf(step: Step): Promise<Entry> {
    const { type, by } = this.requestOf(step);
    const known = this.entries.get(type!) ?? await this.browser.system.api.get<Entry>(by!, `/v1/catalogue/${type}`);
    this.entries.set(type!, known);
    return known;
  }

  private async click(step: Step): Promise<void> {
    if (step.do === 'request') return this.request(step);
    const { id, from } = this.endsOf(step);
    const way = this.ways[String(step.with.milestone)];
    if (way !== undefined && step.do === 'supplement') return way(step, (organisation) => this.people.of(organisation), id);
    const page = await this.people.open(step.by!, id, step.by === from ? '已发事项' : step.by!.startsWith('supervisor-') ? '全部事项' : '待办');
    await this.moves[step.do!]!(page, step);
  }

  private readonly moves: Partial<Record<NonNullable<Step['do']>, (page: Page, step: Step) => Promise<void>>> = {
    accept: (page) => sends(page, 'accept', () => page.getByRole('button', { name: '签收', exact: true }).click()),
    reply: (page, step) => this.reply(page, step),
    supplement: async (page, step) => {
      await page.getByRole('button', { name: '补充…' }).click();
      const { milestones } = await this.entryOf(step);
      await choose(page, page.getByRole('dialog').locator('[data-pointer="/milestone"]'), milestones.find(({ name }) => name === step.with.milestone)!.title.zh);
      await sends(page, 'supplements', () => page.getByRole('button', { name: '发送补充' }).click());
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    },
    close: async (page) => {
      await page.getByRole('button', { name: '办结确认' }).click();
      await sends(page, 'closure', () => page.getByRole('dialog').getByRole('button', { name: '确认办结' }).click());
      await page.getByText('已办结', { exact: true }).first().waitFor();
    },
    urge: async (page) => {
      await page.getByRole('button', { name: '催办…' }).click();
      await page.getByRole('button', { name: '超期督办' }).click();
      await sends(page, 'urges', () => page.getByRole('button', { name: '发出催办' }).click());
      await page.getByRole('heading', { name: '催办 1 次' }).waitFor();
    },
  };

  private async request(step: Step): Promise<void> {
    const { api, state } = this.browser.system;
    const follows = step.follows === undefined ? undefined : this.player.made.get(step.follows);
    const body = requestBody(catalogue.get(step.type!), step, this.story, follows?.id);
    const answer = this.story.steps.find((later) => later.do === 'reply' && later.request === step.request);
    if (answer && api.isAutomated(step.to!, step.type!)) await scriptAnswer(state.coreBankingUrl, step, answer, body.details!, this.story);
    const entry = await this.entryOf(step);
    const page = follows === undefined ? await this.blank(step, entry) : await this.following(step, entry, follows.id);
    await this.fillRequest(page, entry, body, follows !== undefined);
    const send = page.getByRole('button', { name: '签名并发送', exact: true });
    if (step.expect !== undefined && step.expect.status >= 300) {
      // What the service would refuse, the page does not even send.
      await page.getByText(/比本案还可冻结的多 .* 元，不能发送/).first().waitFor();
      expect(await send.getAttribute('aria-disabled')).toBe('true');
      return page.getByRole('button', { name: '清空草稿' }).click();
    }
    await page.getByText('可以发送').waitFor();
    await send.click();
    await page.waitForURL(/\/requests\/[0-9a-f-]{36}$/);
    this.memory.set(step.index, { request: page.url().slice(-36) });
  }

  private async blank(step: Step, { title }: Entry): Promise<Page> {
    const page = await this.people.of(step.by!);
    await page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '新建请求' }).click();
    const names = await this.browser.system.api.get<{ items: { code: string; name: string }[] }>(step.by!, `/v1/organisations?q=${step.to}`);
    for (const [label, text] of [['事项类型', title.zh], ['受请求单位', names.items.find(({ code }) => code === step.to)!.name]] as const) await search(page, label, text);
    await page.getByRole('combobox', { name: '案号' }).fill(this.story.cases[0].number);
    await page.keyboard.press('Escape');
    await choose(page, page.locator('[data-pointer="/subject"]'), this.story.debtor.name);
    return page;
  }

  private async following(step: Step, { title }: Entry, earlier: string): Promise<Page> {
    const page = await this.people.open(step.by!, earlier, '已发事项');
    await page.getByRole('button', { name: '后续请求' }).click();
    await page.getByRole('menuitem', { name: title.zh }).click();
    await page.getByText('承接前一事项').first().waitFor();
    return page;
  }

  private async fillRequest(page: Page, { request: { form }, officers: { min } }: Entry, body: Body, follows: boolean): Promise<void> {
    const details = form.fields.filter(({ pointer }) => pointer?.startsWith('/details/'));
    const urgency = { ordinary: '普通', urgent: '紧急', critical: '特急' }[body.urgency as 'urgent'];
    if (urgency !== '普通') await choose(page, page.locator('[data-pointer="/urgency"]'), urgency);
    await fillFields(page, details, body.details as Details);
    const officers = form.fields.find(({ pointer }) => pointer === '/officers')?.widget.fields ?? [];
    if (!follows && min > 0) for (const [at, officer] of ((body.officers ?? []) as Record<string, unknown>[]).entries()) await fillFields(page, officers, officer, `/officers/${at}`);
    for (const kind of body.documents ?? []) {
      await page.getByLabel(new RegExp(`^为“${kind}.*”选择文件$`)).first().setInputFiles({ name: `${kind}.pdf`, mimeType: 'application/pdf', buffer: Buffer.from(`%PDF-1.4 ${kind}`) });
      await page.getByText(`${kind}.pdf`).first().waitFor();
    }
  }

  private async reply(page: Page, step: Step): Promise<void> {
    const { reply: { form }, outcomes, milestones } = await this.entryOf(step);
    const { final, outcome, milestone, details } = replyBody(catalogue.get(this.requestOf(step).type!), step) as Body & { final: boolean; outcome: string; milestone?: string };
    const answer = page.locator('#answer');
    const kind = final ? '最终反馈' : '阶段反馈';
    const segment = answer.locator('.segments').getByText(kind, { exact: true });
    await answer.getByRole('button', { name: /^签名并发送/ }).waitFor();
    if (await segment.count() > 0) await segment.click();
    const fields = form.fields.filter(({ pointer }) => pointer?.startsWith('/details/'));
    const items = (details?.items ?? {}) as Record<string, string>;
    const each = fields.find(({ name, widget }) => name === 'items' && widget.name === 'map');
    for (const [item, result] of Object.entries(items)) await answer.locator(`[data-pointer="/details/items/${item}"]`).getByText(each!.widget.item!.options!.find(({ value }) => value === result)!.title.zh, { exact: true }).click();
    if (each === undefined) await answer.locator('[data-pointer="/outcome"]').getByText(outcomes.find(({ name }) => name === outcome)!.title.zh, { exact: true }).click();
    if (milestone !== undefined) await choose(page, answer.locator('.field', { has: page.getByText('节点', { exact: true }) }), milestones.find(({ name }) => name === milestone)!.title.zh);
    // Nothing is asked about an item of which nothing was found.
    const hidden = Object.keys(items).filter((item) => items[item] !== 'found').map((item) => item.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase()));
    await fillFields(page, fields.filter((field) => field !== each && !hidden.includes(field.name)), details ?? {});
    await sends(page, 'replies', () => answer.getByRole('button', { name: `签名并发送${kind}` }).click());
  }
}

/** Clicks, and waits until the desk has taken what was sent: the next step has another time. */
async function sends(page: Page, path: string, click: () => Promise<void>): Promise<void> {
  const [answer] = await Promise.all([page.waitForResponse((response) => response.request().method() === 'POST' && response.url().endsWith(`/${path}`)), click()]);
  expect([path, answer.status() < 300]).toEqual([path, true]);
}

/** In a list with many entries people type. */
async function search(page: Page, label: string, text: string): Promise<void> {
  await page.getByRole('combobox', { name: label }).fill(text);
  await page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option').filter({ hasText: new RegExp(`^${text}$`) }).first().click();
}
