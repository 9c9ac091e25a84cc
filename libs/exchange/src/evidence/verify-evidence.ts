import { createHash } from 'node:crypto';
import { sourceOf } from '@lianzhi/contracts';
import type { Directory } from '../directory';
import type { Jwk } from '../signature';
import { BatchVerifier, encodeProof } from '../signature';
import { manifestName, manifestProofName, unlisted, type EvidenceManifest } from './evidence-manifest';
import type { EvidencePack } from './evidence-pack';
import { Findings, type EvidenceReport } from './evidence-report';
import { packDirectory } from './pack-directory';
import { parseProofText, writeManifestProof, writeProofText } from './proof-text';
import { verifyEntry, type VerifiedEntry } from './verify-entry';

export interface VerifyOptions {
  /** The root's public key as known from elsewhere; without it the pack's own counts, with a warning. */
  root?: Jwk;
}

/** Says of a pack what holds and what does not. Needs nothing but the pack: no network, no database, no clock. Never throws for what a pack holds. */
export async function verifyEvidence(pack: EvidencePack, options: VerifyOptions = {}): Promise<EvidenceReport> {
  const found = new Findings();
  const report: EvidenceReport = { messages: [], findings: found.all, holds: false };
  try {
    const manifest = await readManifest(pack, found);
    if (!manifest) return report;
    Object.assign(report, { request: manifest.request, operator: manifest.operator, madeAt: manifest.madeAt });
    found.check('pack', 'container', isInOrder(pack, manifest) && await pack.isAsWritten());
    await verifyFiles(pack, manifest, found);
    const directory = await packDirectory(pack, options.root, found);
    if (!directory) return report;
    const verifier = new BatchVerifier();
    await verifyManifest(pack, manifest, directory, verifier, found);
    const entries: VerifiedEntry[] = [];
    for (const folder of foldersOf(manifest)) {
      const entry = await verifyEntry({ pack, folder, manifest, directory, verifier, found });
      if (entry) entries.push(entry);
    }
    report.messages = entries.map(({ folder, attributes: { type, source, recipient, id } }) => ({ folder, type, from: source, to: recipient, id }));
    verifyTogether(manifest, entries, found);
    for (const name of Object.keys(manifest.files)) if (/^refused\/[^/]+\/reason\.json$/.test(name)) found.note(name.split('/').slice(0, 2).join('/'), 'refused-record');
  } catch (error) {
    found.check('pack', 'unreadable', false, (error as Error).message);
  }
  report.holds = found.all.length > 0 && found.all.every(({ verdict }) => verdict !== 'fails');
  return report;
}

async function readManifest(pack: EvidencePack, found: Findings): Promise<EvidenceManifest | undefined> {
  const manifest = JSON.parse((await pack.read(manifestName))?.toString('utf8') ?? 'null') as EvidenceManifest | null;
  const good = manifest?.lianzhi === 'evidence-v1' && typeof manifest.request === 'string' && typeof manifest.operator === 'string' && typeof manifest.files === 'object' && Number.isFinite(Date.parse(manifest.madeAt));
  if (!good) found.check('pack', 'unreadable', false, manifestName);
  return good ? manifest : undefined;
}

const isInOrder = ({ names }: EvidencePack, { files }: EvidenceManifest): boolean => [...Object.keys(files), manifestName, manifestProofName].every((name, index) => name === names[index]);

/** Every file that the manifest lists, as it lists it, and no other one. */
async function verifyFiles(pack: EvidencePack, { files }: EvidenceManifest, found: Findings): Promise<void> {
  const wrong: string[] = [];
  const names = new Set(pack.names);
  if (names.size !== pack.names.length) wrong.push(...pack.names.filter((name, index) => pack.names.indexOf(name) !== index));
  for (const name of names) if (!unlisted.has(name) && !Object.hasOwn(files, name)) wrong.push(name);
  for (const [name, { sha256, size }] of Object.entries(files)) {
    const content = names.has(name) ? await pack.read(name).catch(() => undefined) : undefined;
    if (!content || content.length !== size || createHash('sha256').update(content).digest('hex') !== sha256) wrong.push(name);
  }
  found.check('pack', 'files', wrong.length === 0, wrong.slice(0, 20).join(', '));
}

async function verifyManifest(pack: EvidencePack, { operator, madeAt }: EvidenceManifest, directory: Directory, verifier: BatchVerifier, found: Findings): Promise<void> {
  const proof = parseProofText((await pack.read(manifestProofName))?.toString('utf8') ?? '');
  const verdict = verifier.verifyLeaf(await pack.read(manifestName), proof && encodeProof(proof), directory.keysAt(Date.parse(madeAt)));
  const lowest = proof !== undefined && writeManifestProof(proof) === writeProofText(proof);
  found.check('pack', 'manifest-signed', verdict.kind === 'ok' && verdict.key.operator === operator && lowest, verdict.kind === 'ok' ? `key of ${verdict.key.operator}` : verdict.kind);
}

const foldersOf = ({ files }: EvidenceManifest): string[] => [...new Set(Object.keys(files).filter((name) => name.startsWith('entries/')).map((name) => name.split('/').slice(0, 2).join('/')))].sort();

/** What no message can show alone: that none is missing, twice, or out of its place. */
function verifyTogether({ request, entries: count }: EvidenceManifest, entries: readonly VerifiedEntry[], found: Findings): void {
  const ids = new Set(entries.map(({ direction, attributes: { id } }) => `${direction} ${id}`));
  found.check('request', 'one-request', entries.length > 0 && ids.size === entries.length && entries.every(({ attributes: { subject } }) => subject === request));
  const gaps = gapsIn(entries);
  found.check('request', 'sequence', gaps.length === 0, gaps.join(', '));
  const positions = entries.map(({ position }) => position ?? Infinity);
  found.check('request', 'complete', entries.length === count && positions.every((position, index) => index === 0 || position > positions[index - 1]! || position === Infinity));
}

/** Messages that must exist and are not there: below one that is, or named by an `of` of the other side. */
function gapsIn(entries: readonly VerifiedEntry[]): string[] {
  const known = new Set(entries.map(({ attributes: { source, sequence } }) => `${source} ${sequence}`));
  const highest = new Map<string, number>();
  const mustExist = (source: string, sequence = 0): void => { highest.set(source, Math.max(sequence, highest.get(source) ?? 0)); };
  for (const { attributes: { source, sequence, recipient, of } } of entries) {
    mustExist(source, sequence);
    mustExist(sourceOf(recipient), of);
  }
  return [...highest].flatMap(([source, last]) => Array.from({ length: Math.min(last, 100_000) }, (_, at) => `${source} ${at + 1}`)).filter((one) => !known.has(one));
}
