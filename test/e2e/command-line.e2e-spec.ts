import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { until } from '../../deploy/local/stories';
import { Scene } from './support/scene';
import { ROOT } from './support/service-process';
import { useSystem } from './support/shared-system';

const BIN = join(ROOT, 'apps', 'cli', 'bin', 'lianzhi.js');
const police = 'police-141031';
const system = useSystem();
const folder = mkdtempSync(join(tmpdir(), 'lianzhi-cli-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Run { code: number; out: string; err: string }

function environment(organisation: string): Record<string, string> {
  const { clientId, clientSecret } = system().state.clients.find((client) => client.organisation === organisation)!;
  return { PATH: process.env.PATH!, LIANZHI_URL: system().api.urlOf(system().api.serviceOf(organisation)), OIDC_ISSUER: system().state.issuer, LIANZHI_CLIENT_ID: clientId, LIANZHI_CLIENT_SECRET: clientSecret };
}

const run = (argv: string[], env: Record<string, string> = { PATH: process.env.PATH! }): Promise<Run> => new Promise((done) => {
  execFile(process.execPath, [BIN, ...argv], { env, maxBuffer: 1 << 24 }, (error, out, err) => done({ code: error ? Number(error.code) : 0, out, err }));
});

describe('lianzhi', () => {
  it('is a command of its own: help, due times and the catalogue without any service', async () => {
    expect((await run(['--help'])).code).toBe(0);
    const due = await run(['due', 'query-person', 'answer', '--start', '2025-09-26T15:00:00+08:00']);
    expect(JSON.parse(due.out)).toMatchObject({ dueAt: '2025-10-01T00:00:00+08:00' });
    expect((JSON.parse((await run(['catalogue'])).out) as { items: unknown[] }).items.length).toBeGreaterThanOrEqual(8);
    expect((await run(['due', 'nothing'])).code).toBe(2);
  });

  it('sends a request from a file, documents included, and watches it to its end', async () => {
    const scene = await Scene.at(system(), '2025-11-18T09:00:00+08:00');
    const { documents: _uploaded, ...body } = await scene.body('query-person', police);
    writeFileSync(join(folder, 'notice.txt'), '协助查询通知书');
    writeFileSync(join(folder, 'request.yaml'), stringify({ ...body, documents: [{ path: 'notice.txt', kind: '协助查询通知书' }] }));
    const sent = await run(['send', join(folder, 'request.yaml')], environment('court-141031'));
    expect(sent.code).toBe(0);
    const { id } = JSON.parse(sent.out) as { id: string };
    const request = { id, from: 'court-141031', to: police };
    await scene.agreed(request);
    expect(JSON.parse((await run(['watch', id, '--once'], environment(police))).out)).toMatchObject({ id, state: 'delivered', caseNumber: scene.caseNumber });

    const watching = spawn(process.execPath, [BIN, 'watch', id], { env: environment('court-141031') });
    let out = '';
    watching.stdout.on('data', (data: Buffer) => { out += data.toString(); });
    const ended = new Promise<number | null>((done) => watching.on('exit', done));
    await new Promise<void>((seen) => watching.stdout.once('data', () => seen()));
    await scene.move(police, request, 'replies', scene.reply('query-person', 'found'));
    await until(() => Promise.resolve(out), (seen) => seen.includes('"state":"answered"'), { deadlineMs: 30_000 });
    await scene.move('court-141031', request, 'closure');
    expect(await ended).toBe(0);
    const states = out.trim().split('\n').map((line) => (JSON.parse(line) as { state: string }).state);
    expect([states[0], states.at(-1)]).toEqual(['delivered', 'closed']);
    expect(states).toContain('answered');
  });

  it('says why a request was refused: exit code 1, nothing on standard output', async () => {
    const scene = await Scene.at(system(), '2025-11-18T10:00:00+08:00');
    writeFileSync(join(folder, 'refused.json'), JSON.stringify({ ...(await scene.body('query-person', police)), documents: [] }));
    const refused = await run(['send', join(folder, 'refused.json')], environment('court-141031'));
    expect([refused.code, refused.out]).toEqual([1, '']);
    expect(refused.err).toContain('documents-missing');
    expect((await run(['watch', '01a2030c-f68f-7789-9a68-60c59db94751', '--once'], environment('court-141031'))).code).toBe(1);
    expect((await run(['watch', '01a2030c-f68f-7789-9a68-60c59db94751'], { ...environment('court-141031'), LIANZHI_CLIENT_SECRET: 'wrong' })).code).toBe(1);
  });
});
