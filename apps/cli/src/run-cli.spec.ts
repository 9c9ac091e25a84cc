import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { baseRows, catalogue as requestTypes } from '@lianzhi/contracts';
import { runCli } from './run-cli';

interface Run { code: number; out: string; err: string }

async function run(...argv: string[]): Promise<Run> {
  const written = { out: '', err: '' };
  const code = await runCli(argv, {
    out: (text) => { written.out += text; }, err: (text) => { written.err += text; },
    env: () => Promise.resolve({}), now: () => new Date('2025-09-26T15:00:00+08:00'),
  });
  return { code, ...written };
}

describe('help', () => {
  it('is in both languages, or in the one asked for', async () => {
    const both = await run('--help');
    expect([both.code, both.err]).toEqual([0, '']);
    expect(both.out).toContain('用法');
    expect(both.out).toContain('Usage');
    expect((await run('--help', '--lang', 'en')).out).not.toContain('用法');
    expect((await run('--help', '--lang', 'zh-CN')).out).not.toContain('Usage');
  });

  it('goes to standard error when no command was given', async () => {
    const { code, out, err } = await run();
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain('Usage');
  });
});

describe('due', () => {
  const due = async (...argv: string[]) => JSON.parse((await run('due', ...argv)).out) as Record<string, unknown>;

  it('counts working days and shows how', async () => {
    const result = await due('query-person', 'answer', '--start', '2025-09-26T15:00:00+08:00');
    expect(result).toMatchObject({ type: 'query-person', obligation: 'answer', owedBy: 'recipient', startedAt: '2025-09-26T15:00:00+08:00', dueAt: '2025-10-01T00:00:00+08:00', provisional: false });
    expect((result.derivation as unknown[]).length).toBeGreaterThan(3);
  });

  it.each([
    [['locate-debtor', 'accept', '--start', '2025-09-01T09:10:00+08:00'], '2025-09-03T00:00:00+08:00'],
    [['locate-debtor', 'accept', '--start', '2025-09-01T09:10:00+08:00', '--urgency', 'urgent'], '2025-09-01T11:10:00+08:00'],
    [['locate-debtor', 'accept', '--start', '2025-09-01T01:10:00Z', '--urgency', 'critical'], '2025-09-01T09:40:00+08:00'],
    [['locate-debtor', 'final-reply', '--start', '2025-09-01T09:10:00+08:00', '--until', '2026-02-28'], '2026-03-01T00:00:00+08:00'],
    [['refer-refusal-offence', 'decide', '--start', '2025-10-09T11:00:00+08:00'], '2025-10-17T00:00:00+08:00'],
    [['refer-refusal-offence', 'decide', '--start', '2025-10-09T11:00:00+08:00', '--milestone', 'complex'], '2025-11-11T00:00:00+08:00'],
  ])('%j', async (argv, dueAt) => expect((await due(...argv)).dueAt).toBe(dueAt));

  it.each(requestTypes.contracts.flatMap((contract) => [...baseRows(contract).keys()]))('answers for %s, with its rule, its source and every step in both languages', async (id) => {
    const [type, name, special] = id.split('.') as [string, string, string?];
    const { startsAt, limitFromMilestone = {} } = requestTypes.get(type).obligations.find((rule) => rule.name === name)!;
    const milestone = special !== undefined && Object.hasOwn(limitFromMilestone, special) ? special : typeof startsAt === 'object' && special === undefined ? startsAt.milestone : undefined;
    const choice = milestone !== undefined ? ['--milestone', milestone] : special === undefined ? [] : ['--urgency', special];
    const result = await due(type, name, '--start', '2025-09-26T15:00:00+08:00', '--until', '2025-10-31', ...choice);
    const steps = result.derivation as { step: string; zh: string; en: string }[];
    expect(result).toMatchObject({ rule: { id }, source: expect.any(String) as string, dueAt: expect.stringMatching(/\+08:00$/) as string });
    expect(steps[0]!.step).toBe('start');
    expect(steps.at(-1)!.step).toBe('end');
    expect(steps[0]!.zh).toContain(`规则${id}`);
    expect(steps.every(({ zh, en }) => /[\u4e00-\u9fff]/.test(zh) && /[a-z]/.test(en) && !/undefined|null/.test(zh + en))).toBe(true);
  });

  describe('with files', () => {
    const folder = mkdtempSync(join(tmpdir(), 'lianzhi-cli-'));
    const file = (name: string, content: unknown): string => {
      const path = join(folder, name);
      writeFileSync(path, JSON.stringify(content));
      return path;
    };
    const row = { id: 'query-person.answer', n: 1, unit: 'workday', level: 'policy', region: '14', validFrom: '2026-01-01', decided: '2025-12-01', by: '山西省公安厅', why: '缩短查询时限' };
    const ask = ['query-person', 'answer', '--start', '2026-12-31T09:00:00+08:00'];
    afterAll(() => rmSync(folder, { recursive: true }));

    it('counts under a further row, in its region', async () => {
      const rules = file('rules.json', [row]);
      expect(await due(...ask, '--rules', rules, '--region', '140108')).toMatchObject({ dueAt: '2027-01-02T00:00:00+08:00', source: 'policy', rule: { id: row.id, region: '14', by: '山西省公安厅', why: '缩短查询时限' } });
      expect(await due(...ask, '--rules', rules, '--region', '650104')).toMatchObject({ dueAt: '2027-01-06T00:00:00+08:00', rule: { level: 'opinion' } });
    });

    it('counts with a further year', async () => {
      const calendar = file('2027.json', { year: 2027, document: '国办发明电〔2026〕0号', restDays: ['2027-01-01', '2027-05-01', '2027-10-01', '2027-10-02', '2027-10-03'], workdays: [] });
      expect(await due(...ask, '--calendar', calendar)).toMatchObject({ dueAt: '2027-01-07T00:00:00+08:00', provisional: false });
    });

    it('says what is wrong with a file, and ends with 2', async () => {
      const wrong = await run('due', ...ask, '--rules', file('wrong.json', [{ ...row, why: '' }]));
      expect([wrong.code, wrong.err]).toEqual([2, expect.stringContaining('why must say for what reason')]);
      expect((await run('due', ...ask, '--calendar', file('half.json', { year: 2027 }))).err).toContain('document must be');
      expect((await run('due', ...ask, '--calendar', join(folder, 'nothing.json'))).code).toBe(2);
      expect((await run('due', ...ask, '--region', 'Shanxi')).code).toBe(2);
    });
  });

  it('is provisional in a year without a notice', async () => {
    expect((await due('query-person', 'answer', '--start', '2099-06-01T09:00:00+08:00')).provisional).toBe(true);
  });
});

describe('rules', () => {
  const ids = async (...argv: string[]) => (JSON.parse((await run('rules', ...argv)).out) as { items: { id: string; level: string }[] }).items.map(({ id }) => id);

  it('lists every row, or those of a type', async () => {
    expect((await ids()).length).toBe(requestTypes.contracts.flatMap((contract) => [...baseRows(contract).keys()]).length);
    expect(await ids('query-person')).toEqual(['query-person.deliver', 'query-person.accept', 'query-person.accept.urgent', 'query-person.accept.critical', 'query-person.answer']);
    expect((await run('rules', 'no-such-type')).code).toBe(2);
  });
});

describe('catalogue', () => {
  it('lists the types, or shows one with examples that follow the clock', async () => {
    const list = JSON.parse((await run('catalogue')).out) as { items: { type: string }[] };
    expect(list.items.map(({ type }) => type)).toContain('freeze-account');
    const entry = JSON.parse((await run('catalogue', 'freeze-account')).out) as { request: { example: { details: { from: string } } } };
    expect(entry.request.example.details.from).toBe('2025-09-26');
  });
});

describe('wrong usage ends with 2, a sentence in each language on standard error and nothing on standard output', () => {
  it.each([
    [['frobnicate']], [['due']], [['due', 'query-person', 'answer']], [['due', 'query-person', 'nothing', '--start', '2025-09-26T15:00:00+08:00']],
    [['due', 'no-such-type', 'answer', '--start', '2025-09-26T15:00:00+08:00']], [['due', 'query-person', 'answer', '--start', 'today']], [['due', 'query-person', 'answer', '--start', '2025-09-26T15:00:00']],
    [['due', 'query-person', 'accept', '--start', '2025-09-26T15:00:00+08:00', '--urgency', 'very']], [['due', 'locate-debtor', 'final-reply', '--start', '2025-09-26T15:00:00+08:00']],
    [['due', 'locate-debtor', 'final-reply', '--start', '2025-09-26T15:00:00+08:00', '--until', '2026-02-30']], [['due', 'query-person', 'answer', '--start', '2025-09-26T15:00:00+08:00', '--milestone', 'complex']],
    [['catalogue', 'no-such-type']], [['catalogue', 'a', 'b']], [['send']], [['send', '/no/such/file.json']], [['watch']], [['due', '--colour', 'red']], [['dead-letters', 'burn']], [['dead-letters', 'show']], [['dead-letters', 'list', 'x']], [['dead-letters', 'discard', '01a2030c-f68f-7789-9a68-60c59db94751']], [['due', '--start']],
  ])('%j', async (argv) => {
    const { code, out, err } = await run(...argv);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(/[\u4e00-\u9fff]/);
    expect(err).toMatch(/[a-z]{3}/);
    expect(err).not.toMatch(/\n\s+at /);
  });
});

it('what cannot be reached ends with 1', async () => {
  const { code, out, err } = await run('watch', '01a2030c-f68f-7789-9a68-60c59db94751', '--organisation', 'court-141031', '--discovery', 'http://127.0.0.1:1/');
  expect([code, out]).toEqual([1, '']);
  expect(err).toContain('http://127.0.0.1:1/');
});
