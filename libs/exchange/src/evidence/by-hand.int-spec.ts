import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { EvidenceWorld } from '../testing/evidence-world';
import { openPack } from './evidence-pack';
import type { EvidencePart } from './evidence-parts';

jest.setTimeout(120_000);

const page = readFileSync(join(__dirname, '../../../../docs/evidence.md'), 'utf8');
/** Exactly the lines of the page, below the heading of this section. */
const script = [...page.slice(page.indexOf('## By hand'), page.indexOf('## A whole journal')).matchAll(/```sh\n([\s\S]*?)```/g)].map((match) => match[1]).join('\n');

describe('docs/evidence.md, by hand', () => {
  let made: EvidenceWorld;
  let folder: string;
  const parts: EvidencePart[] = [];

  beforeAll(async () => {
    made = await EvidenceWorld.create();
    const pack = await openPack(await made.pack());
    for (const name of pack.names) parts.push({ name, content: (await pack.read(name))! });
    pack.close();
  });
  afterAll(() => made.close());
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'lianzhi-by-hand-'));
    for (const { name, content } of parts) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), content);
    }
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function run(): string {
    try {
      return execFileSync('bash', ['-c', `${script}\nexit 0`], { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
    } catch (error) {
      return `${(error as { stdout: string }).stdout}\nfailed ${(error as { stderr: string }).stderr}`;
    }
  }

  it('says of a good pack that all of it holds', () => {
    const said = run().trim().split('\n');
    expect(said.slice(0, 6)).toEqual(['manifest holds', 'files hold', 'entries/0001 holds', 'entries/0002 holds', 'entries/0003 holds', 'entries/0004 holds']);
    expect(said.slice(6).every((line) => /^anchors\/\d+\/(chess|rowing)-club holds$/.test(line))).toBe(true);
    expect(said.length).toBeGreaterThanOrEqual(8);
  });

  it.each([
    ['entries/0002/signed.json', /"urgency":"ordinary"/, '"urgency":"critical"', 'does not hold: batch'],
    ['entries/0001/data.json', /张某甲/, '张某乙', 'other data: entries/0001'],
    ['entries/0003/entry.txt', /received/, 'sent', 'not sealed: entries/0003'],
    ['timeline.pdf', /%PDF/, '%PDX', 'FAILED'],
  ])('finds %s changed', (name, from, to, said) => {
    const content = readFileSync(join(folder, name), 'latin1');
    const utf8 = Buffer.from(content, 'latin1').toString('utf8').replace(from, to);
    writeFileSync(join(folder, name), name.endsWith('.pdf') ? Buffer.from(content.replace(from, to), 'latin1') : utf8);
    expect(run()).toContain(said);
  });

  it('finds another head in an anchor', () => {
    const { name } = parts.find((part) => part.name.startsWith('batches/'))!;
    writeFileSync(join(folder, name), readFileSync(join(folder, name), 'utf8').replace(/lianzhi-head-v1\n/, 'lianzhi-head-v2\n'));
    expect(run()).toContain('another head: anchors/');
  });
});
