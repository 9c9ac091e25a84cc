import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { generateOperatorKeys, generateRootKey, openPack, type EvidencePart, type FindingCode, type Finding } from '@lianzhi/exchange';
import { runCli } from '../../apps/cli/src/run-cli';
import { EvidenceWorld } from '../../libs/exchange/src/testing/evidence-world';

jest.setTimeout(240_000);
const folder = mkdtempSync(join(tmpdir(), 'lianzhi-verify-'));
const file = (name: string, content: Buffer | string): string => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};

/** What an auditor who wants to break it would try on the file of a real pack, and what the command says and ends with. */
describe('lianzhi verify', () => {
  let made: EvidenceWorld;
  let zip: Buffer;
  let parts: EvidencePart[];
  let root: string;

  beforeAll(async () => {
    made = await EvidenceWorld.create();
    zip = await made.pack();
    const pack = await openPack(zip);
    parts = [];
    for (const name of pack.names) parts.push({ name, content: (await pack.read(name))! });
    pack.close();
    root = file('root.json', JSON.stringify(made.world.rootKey));
  });
  afterAll(async () => {
    await made.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Exit code and what does not hold. */
  async function verified(content: Buffer, ...more: string[]): Promise<{ code: number; fails: FindingCode[]; where: string }> {
    let out = '';
    const code = await runCli(['verify', file('pack.zip', content), '--json', ...more], { out: (text) => { out += text; }, err: () => undefined, env: () => Promise.resolve({}), now: () => new Date() });
    const findings = out === '' ? [] : (JSON.parse(out) as { findings: Finding[] }).findings.filter(({ verdict }) => verdict === 'fails');
    return { code, fails: [...new Set(findings.map((finding) => finding.code))].sort(), where: findings.map(({ of, detail }) => `${of} ${detail ?? ''}`).join(' ') };
  }

  async function* stream(list: readonly EvidencePart[]): AsyncGenerator<EvidencePart> { yield* list; }
  const packed = (list: readonly EvidencePart[]): Promise<Buffer> => made.pack(stream(list));
  const changed = (name: string, change: (text: string) => string): EvidencePart[] => parts.map((part) => (part.name === name ? { name, content: Buffer.from(change(part.content.toString('latin1')), 'latin1') } : part));
  const names = (pattern: RegExp): string => parts.find(({ name }) => pattern.test(name))!.name;

  it('0 and everything holds, with the root and without; packing the same files gives the same bytes in every time zone', async () => {
    expect(await verified(zip, '--root', root)).toEqual({ code: 0, fails: [], where: '' });
    expect((await verified(zip)).code).toBe(0);
    expect((await packed(parts)).equals(zip)).toBe(true);
    const zone = process.env.TZ;
    for (const TZ of ['America/New_York', 'Asia/Kathmandu']) {
      process.env.TZ = TZ;
      expect((await packed(parts)).equals(zip)).toBe(true);
    }
    process.env.TZ = zone;
  });

  it('1 for any byte of the file changed, also between and behind the packed files', async () => {
    const flipped = async (at: number, by: number): Promise<unknown> => {
      const copy = Buffer.from(zip);
      copy[at]! ^= by;
      const { code, fails } = await verified(copy, '--root', root);
      return { at, code, named: fails.length > 0 };
    };
    await fc.assert(fc.asyncProperty(fc.nat(zip.length - 1), fc.integer({ min: 1, max: 255 }), async (at, by) => {
      expect(await flipped(at, by)).toEqual({ at, code: 1, named: true });
    }), { numRuns: 40 });
    // Headers: a local one in the middle, the last of the directory, and its end, every byte of them.
    const middle = zip.indexOf('PK\u0003\u0004', zip.length >> 1, 'latin1');
    const central = zip.lastIndexOf('PK\u0001\u0002', undefined, 'latin1');
    for (const [from, to] of [[middle, middle + 30], [central, central + 46], [zip.length - 22, zip.length]] as const) {
      for (let at = from; at < to; at += 1) {
        const copy = Buffer.from(zip);
        copy[at]! ^= 1 << (at % 8);
        expect([at, await openPack(copy).then((pack) => pack.isAsWritten(), () => false)]).toEqual([at, false]);
      }
    }
  });

  it('1 for a file that was cut, lengthened or packed anew', async () => {
    for (const length of [0, 10, zip.length >> 1, zip.length - 23, zip.length - 22, zip.length - 1]) expect([length, (await verified(zip.subarray(0, length), '--root', root)).code]).toEqual([length, 1]);
    expect((await verified(Buffer.concat([zip, Buffer.from('\n')]), '--root', root)).code).toBe(1);
    expect(await verified(Buffer.concat([Buffer.from('#!/bin/sh\n'), zip]), '--root', root)).toMatchObject({ code: 1 });
    const copy = Buffer.from(zip);
    copy.writeUInt16LE(5, zip.length - 2);
    expect(await verified(Buffer.concat([copy, Buffer.from('hello')]), '--root', root)).toEqual({ code: 1, fails: ['container'], where: 'pack ' });
    expect((await verified(Buffer.from('hello'))).fails).toEqual(['unreadable']);
  });

  it('1, naming the file, for one more, one less, one twice, and each one changed', async () => {
    for (const { name } of parts) {
      expect([name, await verified(await packed(parts.filter((part) => part.name !== name)), '--root', root)]).toEqual([name, expect.objectContaining({ code: 1 })]);
      const { code, where } = await verified(await packed(changed(name, (text) => `${text} `)), '--root', root);
      expect([name, code]).toEqual([name, 1]);
      if (!name.startsWith('manifest.')) expect(where).toContain(name);
    }
    expect(await verified(await packed([...parts, { name: 'entries/0009/note.txt', content: Buffer.from('x') }]), '--root', root)).toMatchObject({ code: 1, fails: expect.arrayContaining(['files']), where: expect.stringContaining('entries/0009/note.txt') });
    expect(await verified(await packed([...parts, { name: 'timeline.pdf', content: Buffer.from('x') }]), '--root', root)).toMatchObject({ code: 1, fails: expect.arrayContaining(['files']) });
    const [first, ...rest] = parts;
    expect(await verified(await packed([...rest, first!]), '--root', root)).toEqual({ code: 1, fails: ['container'], where: 'pack ' });
  });

  it('names what was touched: messages, failures, keys, roots, documents, timeline', async () => {
    const swap = parts.map(({ name, content }) => ({ content, name: name.replace(/^entries\/000([23])/, (_, n) => `entries/000${n === '2' ? 3 : 2}`) }));
    const cases: [string, EvidencePart[], FindingCode[]][] = [
      ['a message left out', parts.filter(({ name }) => !name.startsWith('entries/0002/')), ['files', 'sequence']],
      ['the last message left out', parts.filter(({ name }) => !name.startsWith('entries/0004/')), ['files', 'complete']],
      ['two messages in the other order', swap, ['complete', 'files']],
      ['a refused record left out', parts.filter(({ name }) => !name.startsWith('refused/')), ['files']],
      ['the validity of a key', changed(names(/^directory\/key\/chess-club\/.*record\.json$/), (text) => text.replace(/"validFrom":"2020/, '"validFrom":"2019')), ['directory', 'files']],
      ['a document', changed(names(/^documents\//), (text) => text.replace('notice', 'letter')), ['document', 'files']],
      ['the timeline', changed('timeline.pdf', (text) => text.replace('%PDF', '%PDX')), ['files']],
      ['the hash of a document in the manifest', changed('manifest.json', (text) => text.replace(/("documents\/[^"]+": \{\s+"sha256": ")[0-9a-f]{4}/, '$10000')), ['files', 'manifest-signed']],
      ['no anchors', parts.filter(({ name }) => !name.startsWith('anchors/')), ['files', 'not-witnessed']],
      ['data', changed('entries/0001/data.json', (text) => text.replace('hello', 'world').replace('xxxx', 'yyyy')), ['data', 'files']],
    ];
    for (const [what, list, fails] of cases) expect([what, await verified(await packed(list), '--root', root)]).toEqual([what, expect.objectContaining({ code: 1, fails: expect.arrayContaining(fails) })]);
  });

  it('a pack that somebody else signed anew, with a root of their own, does not pass under the published root', async () => {
    const mine = generateRootKey().publicJwk;
    const kid = names(/^root\/.*\.jwk\.json$/);
    expect(await verified(await packed(changed(kid, () => JSON.stringify(mine))), '--root', root)).toMatchObject({ code: 1, fails: expect.arrayContaining(['root', 'files']) });
    const stranger = file('stranger.json', JSON.stringify(mine));
    expect(await verified(zip, '--root', stranger)).toMatchObject({ code: 1, fails: expect.arrayContaining(['root', 'directory', 'manifest-signed', 'signature']) });
    expect(generateOperatorKeys('chess-club', '2020-01-01T00:00:00Z').records[0]!.operator).toBe('chess-club');
  });

  it('of the two values that hold for every ECDSA signature only one counts for the manifest', async () => {
    const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
    const other = changed('manifest.proof.txt', (text) => text.replace(/(signature [0-9a-f]{64})([0-9a-f]{64})/, (_, head: string, s: string) => head + (order - BigInt(`0x${s}`)).toString(16).padStart(64, '0')));
    expect(createHash('sha256').update(other.at(-1)!.content).digest('hex')).not.toBe(createHash('sha256').update(parts.at(-1)!.content).digest('hex'));
    expect(await verified(await packed(other), '--root', root)).toMatchObject({ code: 1, fails: ['manifest-signed'] });
  });
});
