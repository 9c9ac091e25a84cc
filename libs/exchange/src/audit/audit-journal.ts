import type { EventAttributes } from '@lianzhi/contracts';
import type { Directory } from '../directory';
import { entryDigest } from '../sealing/entry-digest';
import { headOf, noHead, type SealedBatch } from '../sealing/sealed-batch';
import { BatchVerifier, es256, leafHash, MerkleTree, toBase64url } from '../signature';
import { faultOfEntry, signedBytes, type EntryFault } from './entry-fault';

/** A journal entry as an auditor gets it: the message by its attributes, from which everything is computed anew. */
export interface AuditEntry {
  position: number;
  direction: 'sent' | 'received';
  recordedAt: string;
  appendedAt?: string;
  topic: string;
  attributes: EventAttributes;
  /** As the service has stored it, base64url. */
  digest: string;
  /** By which the service finds it: nothing but what the message says. `leaf` in base64url. */
  columns: { message: string; request: string; type: string; sender: string; recipient: string; sequence: number | null; shard: number; leaf: string | null };
  proof?: string;
  /** `differs` is found only with the operator's private keys. */
  data: 'there' | 'erased' | 'missing' | 'differs';
}

export interface AuditBatch extends SealedBatch { lost: boolean }

export interface JournalToAudit {
  operator: string;
  batches: readonly AuditBatch[];
  /** In order of position. */
  entries: (first: number, last: number) => Promise<readonly AuditEntry[]>;
  /** An entry that stands among sealed ones and was never sealed itself: behind which position. */
  inserted: () => Promise<number | undefined>;
}

export type AuditFault = EntryFault
  | 'entry-differs' // the message, its direction or its times are not what was sealed
  | 'entry-missing'
  | 'entry-inserted' // it stands among sealed ones and is not sealed
  | 'batch-differs' // some entry of the batch, and the stored digests with it, are not what was sealed
  | 'chain-broken' // the batch does not continue the one before
  | 'head-differs' // the others keep another head of this number
  | 'batch-missing'; // the others keep a head that the service does not have

export interface AuditResult {
  holds: boolean;
  entries: number;
  batches: number;
  /** Batches whose head somebody else keeps. */
  kept: number;
  /** Positions published before a restore from a backup: sealed again further on. */
  lost: { first: number; last: number }[];
  /** The first position that differs; with `to` when only the range is known. */
  first?: { fault: AuditFault; position: number; to?: number; batch: number };
}

/**
 * Computes a whole journal anew and compares it with the heads that others keep.
 * @param kept heads by batch number @param directory with it, every signature is checked too
 */
export async function auditJournal({ operator, batches, entries, inserted }: JournalToAudit, kept: ReadonlyMap<number, string>, directory?: Directory): Promise<AuditResult> {
  const result: AuditResult = { holds: false, entries: 0, batches: batches.length, kept: 0, lost: [] };
  const verifier = new BatchVerifier();
  let before: Pick<SealedBatch, 'number' | 'last' | 'head'> = { number: 0, last: 0, head: noHead };
  for (const batch of batches) {
    const { number, first, last } = batch;
    const range = { position: first, to: last, batch: number };
    // Of what was lost in a restore only the last head is known: the batches between are named by nobody here.
    const follows = batch.lost ? number > before.number : number === before.number + 1 && batch.previous === before.head;
    if (!follows || first <= before.last || headOf(operator, batch) !== batch.head) return { ...result, first: { fault: 'chain-broken', ...range } };
    const keptHead = kept.get(number);
    if (keptHead !== undefined && keptHead !== batch.head) return { ...result, first: { fault: 'head-differs', ...range } };
    const found = await entries(first, last);
    // What was lost is not there: a batch that only says so hides its entries.
    if (batch.lost && found.length > 0) return { ...result, first: { fault: 'batch-differs', ...range } };
    if (batch.lost) result.lost.push({ first: before.last + 1, last });
    else {
      const fault = faultIn(batch, found, (entry) => faultOfEntry(entry, verifier, directory));
      if (fault) return { ...result, first: { ...range, ...fault } };
      result.entries += last - first + 1;
    }
    if (keptHead !== undefined) result.kept += 1;
    before = batch;
  }
  const missing = [...kept.keys()].filter((number) => number > before.number).sort((a, b) => a - b)[0];
  if (missing !== undefined) return { ...result, first: { fault: 'batch-missing', position: before.last + 1, batch: missing } };
  const behind = await inserted();
  if (behind !== undefined) return { ...result, first: { fault: 'entry-inserted', position: behind, batch: batches.find(({ last }) => last >= behind)?.number ?? before.number } };
  return { ...result, holds: true };
}

type FaultInBatch = { fault: AuditFault; position?: number; to?: undefined } | undefined;

function faultIn({ first, last, root }: AuditBatch, entries: readonly AuditEntry[], faultOf: (entry: AuditEntry) => EntryFault | undefined): FaultInBatch {
  const digests: Buffer[] = [];
  const stored: Buffer[] = [];
  let differs: number | undefined;
  for (let position = first; position <= last; position += 1) {
    const entry = entries[position - first];
    if (entry?.position !== position) return { fault: 'entry-missing', position, to: undefined };
    const digest = digestOf(entry);
    digests.push(digest);
    stored.push(Buffer.from(entry.digest, 'base64url'));
    if (differs === undefined && toBase64url(digest) !== entry.digest) differs = position;
  }
  if (differs !== undefined && rootOfAll(stored) === root) return { fault: 'entry-differs', position: differs, to: undefined };
  if (rootOfAll(digests) !== root) return { fault: 'batch-differs' };
  // The root is good although a stored digest is not: somebody changed that.
  if (differs !== undefined) return { fault: 'entry-differs', position: differs, to: undefined };
  for (const entry of entries) {
    const fault = faultOf(entry);
    if (fault) return { fault, position: entry.position, to: undefined };
  }
  return undefined;
}

const digestOf = (entry: AuditEntry): Buffer => entryDigest({ ...entry, leaf: leafHash(es256, signedBytes(entry)), appendedAt: entry.direction === 'received' ? entry.appendedAt : undefined });

const rootOfAll = (digests: readonly Buffer[]): string => toBase64url(MerkleTree.ofHashes(es256, digests).root);
