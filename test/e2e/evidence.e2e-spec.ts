import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until, type RequestEnds } from '../../deploy/local/stories';
import { Scene } from './support/scene';
import { ROOT } from './support/service-process';
import { useSystem } from './support/shared-system';

const BIN = join(ROOT, 'apps', 'cli', 'bin', 'lianzhi.js');
const [court, police] = ['court-141031', 'police-141031'];
const system = useSystem();
const folder = mkdtempSync(join(tmpdir(), 'lianzhi-evidence-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (...argv: string[]): Promise<{ code: number; out: string }> => new Promise((done) => {
  execFile(process.execPath, [BIN, ...argv], { env: { PATH: process.env.PATH! }, maxBuffer: 1 << 24 }, (error, out, err) => done({ code: error ? Number(error.code) : 0, out: `${out}${err}` }));
});

async function download(organisation: string, { id }: RequestEnds, service = system().api.serviceOf(organisation)): Promise<{ status: number; type: string | null; content: Buffer }> {
  const { api } = system();
  const response = await fetch(`${api.urlOf(service)}/v1/requests/${id}/evidence`, { headers: { authorization: `Bearer ${await api.token(organisation)}` } });
  return { status: response.status, type: response.headers.get('content-type'), content: Buffer.from(await response.arrayBuffer()) };
}

/** Asks until others have signed for what was sealed, as its text says one should. */
async function proven(organisation: string, request: RequestEnds, service?: string): Promise<string> {
  const file = join(folder, `${service ?? organisation}.zip`);
  const root = join(system().state.home, 'keys', 'root.public.json');
  const last = await until(async () => {
    const { status, content } = await download(organisation, request, service);
    if (status !== 200) return { code: status, out: content.toString() };
    writeFileSync(file, content);
    return run('verify', file, '--root', root);
  }, ({ code }) => code === 0, { deadlineMs: 40_000 });
  expect(last).toMatchObject({ code: 0, out: expect.stringContaining('全部成立') });
  return file;
}

describe('evidence', () => {
  it('of an answered request verifies offline at both ends and at the coordinator, and not once it is tampered with', async () => {
    const scene = await Scene.at(system(), '2025-11-24T09:00:00+08:00');
    const request = await scene.deliver('query-person', police);
    expect((await scene.move(police, request, 'replies', scene.reply('query-person', 'found'))).status).toBe(200);
    await scene.agreed(request);
    const file = await proven(court, request);
    await proven(police, request);
    await proven(court, request, 'coordinator');

    const content = readFileSync(file);
    const at = content.indexOf('entries/0001/message.json') + 60;
    content[at]! ^= 1;
    writeFileSync(join(folder, 'tampered.zip'), content);
    expect((await run('verify', join(folder, 'tampered.zip'))).code).not.toBe(0);
    expect((await run('verify', join(folder, 'no-such.zip'))).code).toBe(2);
  });

  it('is for the two organisations of the request only, and who asked is recorded', async () => {
    const scene = await Scene.at(system(), '2025-11-24T10:00:00+08:00');
    const request = await scene.deliver('query-person', police);
    expect((await download('police-141000', request)).status).toBe(404);
    expect((await download(court, request)).type).toBe('application/zip');
    const { rows } = await system().database('court').query('SELECT organisation, action, allowed FROM access_record WHERE target = $1 AND action = $2', [request.id, 'evidence']);
    expect(rows).toEqual([{ organisation: court, action: 'evidence', allowed: true }]);
  });

  it('a whole journal agrees with what another operator keeps', async () => {
    const url = (name: string): string => String((system().database(name) as unknown as { options: { connectionString?: string } }).options.connectionString);
    if (!url('court').startsWith('postgres')) throw new Error('no URL of the database');
    const audited = await run('audit', url('court'), '--kept', url('police'));
    expect(audited).toMatchObject({ code: 0, out: expect.stringContaining('全部一致') });
  });
});
