import { createHash } from 'node:crypto';
import { fromBase64url, toBase64url } from '../signature';

/** Positions `first` to `last` of one operator's journal, sealed together. Hashes in base64url. */
export interface SealedBatch {
  /** From 1, without gaps. */
  number: number;
  first: number;
  last: number;
  /** Root of the RFC 9162 tree over the entries' texts. */
  root: string;
  /** Head of the batch before; of the first 32 zero bytes. */
  previous: string;
  head: string;
}

export const noHead = toBase64url(Buffer.alloc(32));

/** The text whose SHA-256 is the head: it fixes this batch and, by `previous`, all before it. WARNING: anchored heads depend on every byte. */
export function headText(operator: string, { number, first, last, root, previous }: Omit<SealedBatch, 'head'>): string {
  return `lianzhi-head-v1\n${operator}\n${number}\n${first}\n${last}\n${root}\n${previous}\n`;
}

export const headOf = (operator: string, batch: Omit<SealedBatch, 'head'>): string => createHash('sha256').update(headText(operator, batch)).digest('base64url');

/** The batch in a text of that form, with the head that follows from it. */
export function parseHeadText(text: string): { operator: string; batch: SealedBatch } | undefined {
  const match = /^lianzhi-head-v1\n([\w-]+)\n(\d{1,15})\n(\d{1,15})\n(\d{1,15})\n([\w-]{43})\n([\w-]{43})\n$/.exec(text);
  if (!match) return undefined;
  const [, operator, number, first, last, root, previous] = match as unknown as [string, string, string, string, string, string, string];
  const batch = { number: Number(number), first: Number(first), last: Number(last), root, previous };
  return headText(operator, batch) === text ? { operator, batch: { ...batch, head: headOf(operator, batch) } } : undefined;
}

/** Whether it is well-formed and its head follows from it. */
export function isSealedBatch(operator: string, batch: unknown): batch is SealedBatch {
  const { number, first, last, root, previous, head } = (batch ?? {}) as Partial<SealedBatch>;
  return [number, first, last].every((n) => Number.isSafeInteger(n) && n! > 0) && last! >= first!
    && [root, previous].every((hash) => fromBase64url(hash)?.length === 32) && head === headOf(operator, batch as SealedBatch);
}
