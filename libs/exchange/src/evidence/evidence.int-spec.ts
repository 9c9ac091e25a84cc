import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { generateRootKey } from '../directory';
import { EvidenceWorld } from '../testing/evidence-world';
import { es256, decodeProof, leafBytes } from '../signature';
import { openPack, type EvidencePack } from './evidence-pack';
import type { EvidencePart } from './evidence-parts';
import type { EvidenceManifest } from './evidence-manifest';
import type { EvidenceReport } from './evidence-report';
import { writeManifestProof, writeProofText } from './proof-text';
import { verifyEvidence } from './verify-evidence';

jest.setTimeout(120_000);

describe('evidence pack', () => {
  let made: EvidenceWorld;
  let parts: EvidencePart[];

  beforeAll(async () => {
    made = await EvidenceWorld.create();
    parts = [];
    for await (const part of made.parts()) parts.push(part);
  });
  afterAll(() => made.close());

  async function* stream(list: readonly EvidencePart[]): AsyncGenerator<EvidencePart> { yield* list; }

  async function verify(list: readonly EvidencePart[], root = made.world.rootKey): Promise<EvidenceReport> {
    return verifyEvidence(packOf(list), { root });
  }

  /** As a zip of these files would be read. */
  const packOf = (list: readonly EvidencePart[]): EvidencePack => ({ isAsWritten: () => Promise.resolve(true), names: list.map(({ name }) => name), read: async (wanted) => list.find(({ name }) => name === wanted)?.content, close: () => undefined });

  const fails = ({ findings }: EvidenceReport): string[] => [...new Set(findings.filter(({ verdict }) => verdict === 'fails').map(({ code }) => code))].sort();
  const named = (name: string): EvidencePart => parts.find((part) => part.name === name)!;
  const jsonOf = <T>(name: string): T => JSON.parse(named(name).content.toString()) as T;
  const change = (name: string, content: Buffer | string): EvidencePart[] => parts.map((part) => (part.name === name ? { name, content: Buffer.from(content) } : part));

  /** What a dishonest operator can do: whatever is changed, it signs a fitting manifest. */
  function signed(list: readonly EvidencePart[], entries?: number): EvidencePart[] {
    const files = list.filter(({ name }) => !name.startsWith('manifest.'));
    const manifest: EvidenceManifest = {
      ...jsonOf<EvidenceManifest>('manifest.json'), ...(entries !== undefined && { entries }),
      files: Object.fromEntries(files.map(({ name, content }) => [name, { sha256: createHash('sha256').update(content).digest('hex'), size: content.length }])),
    };
    const content = Buffer.from(JSON.stringify(manifest));
    const proof = writeManifestProof(decodeProof(made.world.signer('tennis-club').signBatch([content])[0])!);
    return [...files, { name: 'manifest.json', content }, { name: 'manifest.proof.txt', content: Buffer.from(proof) }];
  }

  it('holds as it comes, with every message, data, document, key and witness', async () => {
    const zipped = await openPack(await made.pack(stream(parts)));
    const report = await verifyEvidence(zipped, { root: made.world.rootKey });
    zipped.close();
    expect(fails(report)).toEqual([]);
    expect(report).toMatchObject({ holds: true, request: made.requestId, operator: 'tennis-club' });
    expect(report.messages.map(({ type }) => type.split('.')[2])).toEqual(['submitted', 'taken', 'answered', 'closed']);
    expect(new Set(report.findings.map(({ code }) => code))).toEqual(new Set([
      'container', 'files', 'root', 'directory', 'manifest-signed', 'message', 'signature', 'data', 'document', 'entry', 'sealed', 'witnessed', 'one-request', 'sequence', 'complete', 'refused-record',
    ]));
  });

  it('says so when the root is the pack\'s own, and refuses another root', async () => {
    const pack = await openPack(await made.pack(stream(parts)));
    const own = await verifyEvidence(pack);
    expect([own.holds, own.findings.some(({ code }) => code === 'root-of-pack')]).toEqual([true, true]);
    expect(fails(await verify(parts, generateRootKey().publicJwk))).toEqual(expect.arrayContaining(['root', 'directory', 'manifest-signed', 'signature']));
  });

  it('finds any byte changed, in any file', async () => {
    await fc.assert(fc.asyncProperty(fc.nat(), fc.nat(), fc.integer({ min: 1, max: 255 }), async (which, where, by) => {
      const { name, content } = parts[which % parts.length]!;
      const copy = Buffer.from(content);
      copy[where % copy.length]! ^= by;
      expect((await verify(change(name, copy))).holds).toBe(false);
    }), { numRuns: 150 });
    // Each file at least once, also the small ones that a draw may miss.
    for (const { name, content } of parts) {
      const copy = Buffer.from(content);
      copy[copy.length >> 1]! ^= 1;
      expect([name, (await verify(change(name, copy))).holds]).toEqual([name, false]);
    }
  });

  it('finds any byte changed of what counts even when the operator that made the pack signs a fitting manifest', async () => {
    const counts = parts.filter(({ name }) => !/^(manifest|timeline|root|refused)|journal\.json$|message\.json$|key\.pem$/.test(name));
    await fc.assert(fc.asyncProperty(fc.nat(), fc.nat(), fc.integer({ min: 1, max: 255 }), async (which, where, by) => {
      const { name, content } = counts[which % counts.length]!;
      const copy = Buffer.from(content);
      copy[where % copy.length]! ^= by;
      expect([name, (await verify(signed(change(name, copy)))).holds]).toEqual([name, false]);
    }), { numRuns: 150 });
  });

  it('finds a file more, a file less, and a file twice', async () => {
    expect(fails(await verify([...parts, { name: 'entries/0009/extra.json', content: Buffer.from('{}') }]))).toContain('files');
    expect(fails(await verify([...parts, { name: 'timeline.pdf', content: Buffer.from('another') }]))).toContain('files');
    for (const { name } of parts) expect([name, (await verify(parts.filter((part) => part.name !== name))).holds]).toEqual([name, false]);
  });

  it('finds a message left out: by the sequences and by what others name, whoever signs', async () => {
    for (const folder of ['entries/0001', 'entries/0002']) {
      const report = await verify(signed(parts.filter(({ name }) => !name.startsWith(`${folder}/`)), 3));
      expect([folder, fails(report)]).toEqual([folder, ['sequence']]);
    }
    expect(fails(await verify(parts.filter(({ name }) => !name.startsWith('entries/0004/'))))).toEqual(expect.arrayContaining(['files', 'complete']));
  });

  it('finds messages in another order', async () => {
    const swapped = parts.map(({ name, content }) => ({ content, name: name.replace(/^entries\/000([23])/, (_, n) => `entries/000${n === '2' ? 3 : 2}`) }));
    expect(fails(await verify(swapped))).toContain('files');
    expect(fails(await verify(signed(swapped)))).toEqual(['complete']);
    const sealsSwapped = parts.map(({ name, content }) => ({ content, name: name.replace(/^entries\/000([23])\/(seal|entry)/, (_, n, what) => `entries/000${n === '2' ? 3 : 2}/${what}`) }));
    expect(fails(await verify(signed(sealsSwapped)))).toContain('entry');
  });

  it('finds a message signed again with a key that is not its sender\'s, and a changed one signed with the right key', async () => {
    const event = jsonOf<Record<string, unknown> & { proof: string }>('entries/0003/message.json');
    const topic = jsonOf<{ topic: string }>('entries/0003/journal.json').topic;
    const resign = (signer: 'tennis-club' | 'chess-club', attributes: object): EvidencePart[] => {
      const leaf = leafBytes(attributes, topic);
      const [proof] = made.world.signer(signer).signBatch([leaf]);
      const contents: Record<string, string | Buffer> = {
        'message.json': JSON.stringify({ ...attributes, proof }), 'signed.json': leaf, 'proof.txt': writeProofText(decodeProof(proof)!),
      };
      return parts.map(({ name, content }) => ({ name, content: Buffer.from(contents[name.replace('entries/0003/', '')] ?? content) }));
    };
    expect(fails(await verify(signed(resign('tennis-club', { ...event, proof: undefined }))))).toEqual(['signature']);
    // Both operators together: the sealed and witnessed past still says otherwise.
    expect(fails(await verify(signed(resign('chess-club', { ...event, proof: undefined, outcome: 'found' }))))).toEqual(['entry']);
  });

  it('finds another anchor, another batch, and another witness', async () => {
    const statement = parts.find(({ name }) => /^anchors\/.+\/chess-club\/statement\.json$/.test(name))!;
    const forged = statement.content.toString().replace(/"head":"[^"]{43}"/, `"head":"${createHash('sha256').update('another').digest('base64url')}"`);
    expect(fails(await verify(signed(change(statement.name, forged))))).toEqual(['witnessed']);
    const own = made.world.signer('tennis-club').signBatch([Buffer.from(forged)])[0];
    expect(fails(await verify(signed(change(statement.name, forged).map((part) => (part.name === statement.name.replace('statement.json', 'proof.txt') ? { ...part, content: Buffer.from(writeProofText(decodeProof(own)!)) } : part)))))).toEqual(['witnessed']);
    const batch = parts.find(({ name }) => name.startsWith('batches/'))!;
    expect(fails(await verify(signed(change(batch.name, batch.content.toString().replace(/\n([\w-]{43})\n/, `\n${createHash('sha256').update('another').digest('base64url')}\n`)))))).toContain('sealed');
    expect(fails(await verify(signed(parts.filter(({ name }) => !name.startsWith('anchors/')))))).toEqual(['not-witnessed']);
  });

  it('finds another document and other data', async () => {
    const document = parts.find(({ name }) => name.startsWith('documents/'))!;
    expect(fails(await verify(signed(change(document.name, '%PDF-1.4 another notice'))))).toEqual(['document']);
    const data = named('entries/0001/data.json').content.toString();
    expect(fails(await verify(signed(change('entries/0001/data.json', data.replace('张某甲', '张某乙')))))).toEqual(['data']);
  });

  it('a document or data that was erased is a note: the proof of the rest stands', async () => {
    const facts = JSON.stringify({ ...jsonOf<object>('entries/0001/journal.json'), data: 'erased' });
    const erased = change('entries/0001/journal.json', facts).filter(({ name }) => name !== 'entries/0001/data.json' && !name.startsWith('documents/'));
    const report = await verify(signed(erased));
    expect([report.holds, report.findings.filter(({ verdict }) => verdict === 'note').map(({ code }) => code)]).toEqual([true, ['data-absent', 'refused-record']]);
  });

  it('what is no pack is said to be none', async () => {
    expect((await verify([{ name: 'hello.txt', content: Buffer.from('hi') }])).holds).toBe(false);
    await expect(openPack(Buffer.from('no zip'))).rejects.toThrow();
    expect(es256.hashBytes).toBe(32);
  });

  it('the timeline is a PDF with Chinese text that can be selected, and embeds a part of the font only', () => {
    const pdf = named('timeline.pdf').content;
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(pdf.includes('/ToUnicode')).toBe(true);
    expect(pdf.includes('/Lang (zh-CN)')).toBe(true);
    expect(pdf.length).toBeLessThan(200_000);
  });
});
