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

  it('is provisional in a year without a notice', async () => {
    expect((await due('query-person', 'answer', '--start', '2099-06-01T09:00:00+08:00')).provisional).toBe(true);
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
    [['catalogue', 'no-such-type']], [['catalogue', 'a', 'b']], [['send']], [['send', '/no/such/file.json']], [['watch']], [['due', '--colour', 'red']], [['due', '--start']],
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
