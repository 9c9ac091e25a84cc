import { canonicalJson, type BatchVerifier, type ResolveKey, type Signer, type Verdict } from '../signature';
import { isSealedBatch, type SealedBatch } from './sealed-batch';

/** The last head of another operator's journal that somebody holds. */
export interface KeptHead { number: number; head: string }

/**
 * What an operator says of journals, on the topic `anchors`: the last sealed batch of its own, and the last heads that it has
 * kept of all others. So each past is signed by every other operator too, and none can rewrite its own alone.
 * WARNING: on the wire and in evidence packs.
 */
export interface AnchorStatement {
  operator: string;
  /** RFC 3339, system time of the operator. */
  time: string;
  /** Absent while nothing has been sealed. */
  batch?: SealedBatch;
  kept: Record<string, KeptHead>;
}

export interface SignedAnchor { statement: AnchorStatement; proof: string }

/** What is signed: a batch of one whose leaf can be no message's, which begins with `attributes`. */
export const anchorBytes = (statement: AnchorStatement): Buffer => Buffer.from(canonicalJson({ anchor: statement }), 'utf8');

export const signAnchor = (statement: AnchorStatement, signer: Signer): SignedAnchor => ({ statement, proof: signer.signBatch([anchorBytes(statement)])[0]! });

/** The value of a record. */
export const writeAnchor = ({ statement, proof }: SignedAnchor): Buffer => Buffer.from(JSON.stringify({ ...statement, proof }));

/** Undefined for anything that is no statement of that form. Says nothing about the signature. */
export function parseAnchor(value: Buffer | null): SignedAnchor | undefined {
  try {
    const { proof, ...statement } = JSON.parse(value?.toString('utf8') ?? '') as AnchorStatement & { proof: unknown };
    if (typeof proof !== 'string' || typeof statement.operator !== 'string' || !Number.isFinite(Date.parse(statement.time))) return undefined;
    if (statement.batch !== undefined && !isSealedBatch(statement.operator, statement.batch)) return undefined;
    return isKept(statement.kept) ? { statement, proof } : undefined;
  } catch {
    return undefined;
  }
}

/** Whether that operator signed it with a key that was good then. */
export function verifyAnchor({ statement, proof }: SignedAnchor, verifier: BatchVerifier, keys: ResolveKey): Verdict | { kind: 'wrong-key' } {
  const verdict = verifier.verifyLeaf(anchorBytes(statement), proof, keys);
  return verdict.kind === 'ok' && verdict.key.operator !== statement.operator ? { kind: 'wrong-key' } : verdict;
}

function isKept(kept: unknown): kept is AnchorStatement['kept'] {
  return typeof kept === 'object' && kept !== null
    && Object.values(kept).every((each: Partial<KeptHead> | null) => Number.isSafeInteger(each?.number) && /^[\w-]{43}$/.test(String(each?.head)));
}
