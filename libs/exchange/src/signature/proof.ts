import { fromBase64url, toBase64url } from './base64url';

/** The signature of a message: its place in a signed batch. WARNING: the names are on the wire and in stored journals. */
export interface Proof {
  kid: string;
  alg: string;
  /** Number of messages in the batch. */
  size: number;
  /** Place of this message, from 0. */
  index: number;
  path: Buffer[];
  /** Signature of the batch, see `batchMessage`. */
  sig: Buffer;
}

/** The attribute `proof`: base64url of the JSON `{kid,alg,size,index,path,sig}`, hashes and signature themselves in base64url. */
export function encodeProof({ kid, alg, size, index, path, sig }: Proof): string {
  return Buffer.from(JSON.stringify({ kid, alg, size, index, path: path.map(toBase64url), sig: toBase64url(sig) })).toString('base64url');
}

/** Undefined for anything that is not of that form; unknown members are ignored. */
export function decodeProof(text: unknown): Proof | undefined {
  const json = parseObject(fromBase64url(text));
  if (!json) return undefined;
  const { kid, alg, size, index } = json;
  const sig = fromBase64url(json.sig);
  const path = Array.isArray(json.path) && json.path.length <= 16 ? json.path.map(fromBase64url) : [undefined];
  if (typeof kid !== 'string' || typeof alg !== 'string' || !isCount(size) || !isCount(index) || !sig || !path.every(isBuffer)) return undefined;
  return { kid, alg, size, index, path, sig };
}

/** What is signed for a whole batch: the ASCII text `lianzhi-batch-v1\n<size>\n<root in base64url>\n`. */
export function batchMessage(size: number, root: Buffer): Buffer {
  return Buffer.from(`lianzhi-batch-v1\n${size}\n${toBase64url(root)}\n`, 'ascii');
}

function parseObject(bytes: Buffer | undefined): Record<string, unknown> | undefined {
  try {
    const json: unknown = bytes && JSON.parse(bytes.toString('utf8'));
    return typeof json === 'object' && json !== null ? (json as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
const isBuffer = (value: Buffer | undefined): value is Buffer => value !== undefined;
