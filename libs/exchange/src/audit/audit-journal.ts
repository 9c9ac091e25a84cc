import type { EventAttributes } from '@lianzhi/contracts';
import { commitmentOf } from '../journal/commitment';
import { entryDigest } from '../sealing/entry-digest';
import { headOf, noHead, type SealedBatch } from '../sealing/sealed-batch';
import { es256, MerkleTree, toBase64url } from '../signature';

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
}

export interface AuditBatch extends SealedBatch { lost: boolean }

export interface JournalToAudit {
  operator: string;
  batches: readonly AuditBatch[];
  /** In order of position. */
  entries: (first: number, last: number) => Promise<readonly AuditEntry[]>;
}

export type AuditFault =
  | 'entry-differs' // the message, its direction or its times are not what was sealed
  | 'entry-missing'
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

/** Computes a whole journal anew and compares it with the heads that others keep. @param kept heads by batch number */
export async function auditJournal({ operator, batches, entries }: JournalToAudit, kept: ReadonlyMap<number, string>): Promise<AuditResult> {
  const result: AuditResult = { holds: false, entries: 0, batches: batches.length, kept: 0, lost: [] };
  let before: Pick<SealedBatch, 'number' | 'last' | 'head'> = { number: 0, last: 0, head: noHead };
  for (const batch of batches) {
    const { number, first, last } = batch;
    const range = { position: first, to: last, batch: number };
    // Of what was lost in a restore only the last head is known: the batches between are named by nobody here.
    const follows = batch.lost ? number > before.number : number === before.number + 1 && batch.previous === before.head;
    if (!follows || first <= before.last || headOf(operator, batch) !== batch.head) return { ...result, first: { fault: 'chain-broken', ...range } };
    const keptHead = kept.get(number);
    if (keptHead !== undefined && keptHead !== batch.head) return { ...result, first: { fault: 'head-differs', ...range } };
    if (batch.lost) result.lost.push({ first: before.last + 1, last });
    else {
      const fault = await faultIn(batch, await entries(first, last));
      if (fault) return { ...result, first: { ...range, ...fault } };
      result.entries += last - first + 1;
    }
    if (keptHead !== undefined) result.kept += 1;
    before = batch;
  }
  const missing = [...kept.keys()].filter((number) => number > before.number).sort((a, b) => a - b)[0];
  if (missing !== undefined) return { ...result, first: { fault: 'batch-missing', position: before.last + 1, batch: missing } };
  return { ...result, holds: true };
}

async function faultIn({ first, last, root }: AuditBatch, entries: readonly AuditEntry[]): Promise<{ fault: AuditFault; position?: number; to?: undefined } | undefined> {
  const digests: Buffer[] = [];
  const stored: Buffer[] = [];
  let differs: number | undefined;
  for (let position = first; position <= last; position += 1) {
    const entry = entries[position - first];
    if (entry?.position !== position) return { fault: 'entry-missing', position, to: undefined };
    const digest = entryDigest({ ...entry, leaf: commitmentOf(entry.attributes, entry.topic), appendedAt: entry.direction === 'received' ? entry.appendedAt : undefined });
    digests.push(digest);
    stored.push(Buffer.from(entry.digest, 'base64url'));
    if (differs === undefined && toBase64url(digest) !== entry.digest) differs = position;
  }
  if (differs !== undefined && rootOfAll(stored) === root) return { fault: 'entry-differs', position: differs, to: undefined };
  return rootOfAll(digests) === root ? undefined : { fault: 'batch-differs' };
}

const rootOfAll = (digests: readonly Buffer[]): string => toBase64url(MerkleTree.ofHashes(es256, digests).root);
