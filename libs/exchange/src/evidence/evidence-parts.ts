import { createHash } from 'node:crypto';
import type { Pool } from 'pg';
import { organisationOf, type LianzhiEvent } from '@lianzhi/contracts';
import type { Directory } from '../directory';
import { attributesOf, readEvent } from '../journal/event-bytes';
import { anchorBytes } from '../sealing/anchor';
import { witnessesOf } from '../sealing/anchor-store';
import { entryText } from '../sealing/entry-digest';
import { headText } from '../sealing/sealed-batch';
import { batchesAround, batchesBetween, digestsOf } from '../sealing/sealed-batches';
import { decodeProof, es256, leafBytes, MerkleTree, type Signer } from '../signature';
import { directoryParts } from './directory-parts';
import { bodyIn, documentsIn } from './body-in';
import { folderOf, manifestName, manifestProofName, type EntryFacts, type EvidenceManifest } from './evidence-manifest';
import { entriesOf, eventBytes, refusedRecords, type EntryRow } from './evidence-source';
import { writeManifestProof, writeProofText, writeSealText } from './proof-text';

export interface EvidencePart { name: string; content: Buffer }

export interface EvidenceOptions {
  pool: Pool;
  operator: string;
  directory: Directory;
  signer: Signer;
  requestId: string;
  askedBy: EvidenceManifest['askedBy'];
  /** The plain bytes of a message with their salt; null: they cannot be read. Absent: whoever makes the pack reads no data. */
  openData?: (event: LianzhiEvent, topic: string) => Buffer | null;
  /** The content of a document of one of this operator's organisations, if it is there still. */
  readDocument?: (owner: string, id: string) => Promise<Buffer | undefined>;
  /** A readable account, `timeline.pdf`. */
  timeline: (messages: readonly EvidenceMessage[]) => Promise<Buffer>;
}

/** What the timeline is made of: the message without its data, and of these what is shown. */
export interface EvidenceMessage { row: EntryRow; event: LianzhiEvent; data: EntryFacts['data']; said: Record<string, unknown> }

/** Members of the data that the timeline shows. */
const shown = ['caseNumber', 'documents', 'reason', 'question', 'note', 'code'];

/** Most witnesses per batch: one honest one is enough, and a country has hundreds of operators. */
const mostWitnesses = 8;
const text = (value: string): Buffer => Buffer.from(value, 'utf8');
const json = (value: unknown): Buffer => text(`${JSON.stringify(value, null, 2)}\n`);

/**
 * The files of a request's evidence pack, one after the other: no more than one message or document is held at a time. What each
 * holds is written in docs/evidence.md. The manifest comes last, since it lists all others, and is signed.
 */
export async function* evidenceParts(options: EvidenceOptions): AsyncGenerator<EvidencePart> {
  const files: EvidenceManifest['files'] = {};
  const entries = await entriesOf(options.pool, options.requestId);
  for await (const part of contents(options, entries)) {
    if (files[part.name]) continue;
    files[part.name] = { sha256: createHash('sha256').update(part.content).digest('hex'), size: part.content.length };
    yield part;
  }
  const { operator, requestId, askedBy, signer } = options;
  const manifest = json({ lianzhi: 'evidence-v1', request: requestId, operator, madeAt: new Date().toISOString(), askedBy, entries: entries.length, files } satisfies EvidenceManifest);
  yield { name: manifestName, content: manifest };
  yield { name: manifestProofName, content: text(writeManifestProof(decodeProof(signer.signBatch([manifest])[0])!)) };
}

async function* contents(options: EvidenceOptions, entries: readonly EntryRow[]): AsyncGenerator<EvidencePart> {
  const [kids, organisations] = [new Set<string>([options.signer.kid]), new Set<string>()];
  const messages: EvidenceMessage[] = [];
  for (const [index, row] of entries.entries()) {
    const event = readEvent(await eventBytes(options.pool, row.seq));
    const opened = openedOf(options, event, row);
    for (const code of [organisationOf(event.source), event.recipient]) if (code !== undefined) organisations.add(code);
    const proof = decodeProof(event.proof);
    if (proof) kids.add(proof.kid);
    yield* entryParts(folderAt(index), row, event, opened);
    if (opened.plain) yield* documentParts(options, row, opened.plain);
    // All messages are kept until the timeline is written, so without their data.
    messages.push({ row, event: { ...event, data: undefined, data_base64: undefined }, data: opened.data, said: saidIn(opened.plain) });
  }
  yield* sealParts(options, entries, kids);
  for (const { id, topic, reason, recordedAt, value } of await refusedRecords(options.pool, options.requestId)) {
    yield { name: `refused/${id}/reason.json`, content: json({ topic, reason, recordedAt }) };
    yield { name: `refused/${id}/record.bin`, content: value ?? Buffer.alloc(0) };
  }
  yield* directoryParts(options.directory, kids, organisations);
  yield { name: 'timeline.pdf', content: await options.timeline(messages) };
}

function saidIn(plain: Buffer | null | undefined): EvidenceMessage['said'] {
  const said = plain ? bodyIn(plain) : {};
  return Object.fromEntries(shown.flatMap((name) => (said[name] === undefined ? [] : [[name, said[name]]])));
}

const folderAt = (index: number): string => `entries/${String(index + 1).padStart(4, '0')}`;

function openedOf({ openData }: EvidenceOptions, event: LianzhiEvent, { topic }: EntryRow): { data: EntryFacts['data']; plain?: Buffer | null } {
  if (event.data === undefined && event.data_base64 === undefined) return { data: 'erased' };
  if (!openData) return { data: 'withheld' };
  const plain = openData(event, topic);
  return { data: plain ? 'included' : 'unreadable', plain };
}

function* entryParts(folder: string, row: EntryRow, event: LianzhiEvent, { data, plain }: ReturnType<typeof openedOf>): Generator<EvidencePart> {
  const direction = row.direction === 'o' ? 'sent' : 'received';
  const facts: EntryFacts = { direction, topic: row.topic, appendedAt: row.appended_at, ...(row.handling === 'x' && { deadLetter: { reason: row.reason ?? '' } }), data };
  const proof = decodeProof(event.proof);
  yield { name: `${folder}/journal.json`, content: json(facts) };
  yield { name: `${folder}/message.json`, content: text(JSON.stringify(event)) };
  yield { name: `${folder}/signed.json`, content: leafBytes(attributesOf(event), row.topic) };
  if (proof) yield { name: `${folder}/proof.txt`, content: text(writeProofText(proof)) };
  if (plain) yield { name: `${folder}/data.json`, content: plain };
  yield { name: `${folder}/entry.txt`, content: text(entryText({ direction, leaf: row.leaf, recordedAt: row.recorded_at, appendedAt: direction === 'received' ? row.appended_at ?? undefined : undefined })) };
}

/** The documents that a message names, as far as this operator still has them: the message holds their hashes either way. */
async function* documentParts({ readDocument }: EvidenceOptions, { direction, sender, recipient }: EntryRow, plain: Buffer): AsyncGenerator<EvidencePart> {
  for (const { id } of documentsIn(plain)) {
    const content = await readDocument?.(direction === 'o' ? sender : recipient, id);
    if (content) yield { name: `documents/${folderOf(id)}`, content };
  }
}

/** The way of each entry to a batch, and of each batch to heads that other operators have signed. */
async function* sealParts({ pool, operator }: EvidenceOptions, entries: readonly EntryRow[], kids: Set<string>): AsyncGenerator<EvidencePart> {
  const positions = entries.map(({ position }) => (position === null ? 0 : Number(position)));
  for (const batch of await batchesAround(pool, positions)) {
    const digests = await digestsOf(pool, batch);
    const tree = MerkleTree.ofHashes(es256, digests);
    for (const [index, position] of positions.entries()) {
      if (position < batch.first || position > batch.last) continue;
      const at = position - batch.first;
      yield { name: `${folderAt(index)}/seal.txt`, content: text(writeSealText({ batch: batch.number, size: tree.size, index: at, path: tree.path(at) })) };
    }
    const witnesses = (await witnessesOf(pool, operator, batch.number)).sort((a, b) => a.keptNumber - b.keptNumber).slice(0, mostWitnesses);
    for (const link of await batchesBetween(pool, batch.number, Math.max(batch.number, ...witnesses.map(({ keptNumber }) => keptNumber)))) {
      yield { name: `batches/${link.number}.txt`, content: text(headText(operator, link)) };
    }
    for (const { anchor: { statement, proof } } of witnesses) {
      const decoded = decodeProof(proof)!;
      kids.add(decoded.kid);
      const folder = `anchors/${batch.number}/${folderOf(statement.operator)}`;
      yield { name: `${folder}/statement.json`, content: anchorBytes(statement) };
      yield { name: `${folder}/proof.txt`, content: text(writeProofText(decoded)) };
    }
  }
}
