import { parseLane, type EventAttributes, type LianzhiEvent } from '@lianzhi/contracts';
import type { Directory } from '../directory';
import { dataDigest } from '../encryption';
import { speaksFor } from '../ingest/authenticate';
import { attributesOf } from '../journal/event-bytes';
import { sha256Hex } from '../documents/document-store';
import { entryText, parseEntryText } from '../sealing/entry-digest';
import { decodeProof, es256, leafBytes, leafHash, type BatchVerifier } from '../signature';
import { documentsIn } from './body-in';
import { folderOf, type EntryFacts, type EvidenceManifest } from './evidence-manifest';
import type { EvidencePack } from './evidence-pack';
import type { Findings } from './evidence-report';
import { writeProofText } from './proof-text';
import { verifySeal } from './verify-seal';

export interface EntryContext {
  pack: EvidencePack;
  folder: string;
  manifest: EvidenceManifest;
  directory: Directory;
  verifier: BatchVerifier;
  found: Findings;
}

export interface VerifiedEntry { folder: string; direction: EntryFacts['direction']; attributes: EventAttributes; position: number | undefined }

/** One message: is it what was signed, by whom it says, with the data it says, and does it stand in the journal that others keep. */
export async function verifyEntry(context: EntryContext): Promise<VerifiedEntry | undefined> {
  const { pack, folder, found } = context;
  const read = (name: string): Promise<Buffer | undefined> => pack.read(`${folder}/${name}`);
  try {
    const [facts, event] = [JSON.parse(String(await read('journal.json'))) as EntryFacts, JSON.parse(String(await read('message.json'))) as LianzhiEvent];
    const leaf = leafBytes(attributesOf(event), facts.topic);
    found.check(folder, 'message', (await read('signed.json'))?.equals(leaf) ?? false);
    await verifySignature(context, event, facts);
    await verifyData(context, event, facts);
    const position = await verifyJournal(context, leaf, facts);
    if (facts.deadLetter) found.note(folder, 'dead-letter', facts.deadLetter.reason);
    return { folder, direction: facts.direction, attributes: attributesOf(event), position };
  } catch (error) {
    found.check(folder, 'unreadable', false, (error as Error).message);
    return undefined;
  }
}

async function verifySignature({ pack, folder, directory, verifier, found }: EntryContext, event: LianzhiEvent, { topic, appendedAt, direction }: EntryFacts): Promise<void> {
  const lane = parseLane(topic);
  if (lane?.kind === 'local' && event.proof === undefined) return found.note(folder, 'local');
  if (event.proof === undefined && direction === 'sent') return void found.check(folder, 'not-published', false);
  const proof = decodeProof(event.proof);
  const shown = (await pack.read(`${folder}/proof.txt`))?.toString('utf8');
  const verdict = verifier.verify(event, topic, directory.keysAt(Date.parse(appendedAt ?? event.time)));
  const fault = verdict.kind !== 'ok' ? verdict.kind
    : lane === undefined || verdict.key.operator !== lane.from ? 'wrong-key'
      : lane.kind === 'exchange' ? speaksFor(event, lane, directory) : undefined;
  found.check(folder, 'signature', fault === undefined && proof !== undefined && writeProofText(proof) === shown, fault ?? 'proof.txt differs');
}

async function verifyData({ pack, folder, manifest, found }: EntryContext, event: LianzhiEvent, { data }: EntryFacts): Promise<void> {
  const plain = await pack.read(`${folder}/data.json`);
  if (!plain) return data === 'included' ? void found.check(folder, 'data', false) : found.note(folder, 'data-absent', data);
  found.check(folder, 'data', dataDigest(plain) === event.datadigest);
  for (const { id, sha256 } of documentsIn(plain)) {
    const name = `documents/${folderOf(id)}`;
    const content = Object.hasOwn(manifest.files, name) ? await pack.read(name) : undefined;
    if (content) found.check(folder, 'document', sha256Hex(content) === sha256, name);
    else found.note(folder, 'document-absent', sha256);
  }
}

/** @returns its position in the journal, once it is sealed */
async function verifyJournal(context: EntryContext, leaf: Buffer, { direction, appendedAt }: EntryFacts): Promise<number | undefined> {
  const { pack, folder, found } = context;
  const text = (await pack.read(`${folder}/entry.txt`))?.toString('utf8') ?? '';
  const entry = parseEntryText(text);
  const same = entry !== undefined && entryText(entry) === text && entry.leaf.equals(leafHash(es256, leaf)) && entry.direction === direction
    && (direction === 'sent' || entry.appendedAt === (appendedAt ?? undefined));
  found.check(folder, 'entry', same);
  return verifySeal(context, Buffer.from(text, 'ascii'));
}
