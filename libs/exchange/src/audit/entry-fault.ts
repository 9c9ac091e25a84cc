import { parseLane } from '@lianzhi/contracts';
import type { Directory } from '../directory';
import { shardOf } from '../journal/shard';
import { es256, leafBytes, leafHash, toBase64url, type BatchVerifier } from '../signature';
import type { AuditEntry } from './audit-journal';

export type EntryFault =
  | 'columns-differ' // it is found under something else than what the message says
  | 'data-differs' // its data is gone and was not erased, or is not what was signed
  | 'signature-differs'; // nobody who may has signed it, or not with a key that was good then

export const signedBytes = ({ attributes, topic }: Pick<AuditEntry, 'attributes' | 'topic'>): Buffer => leafBytes(attributes, topic);

/** What the chain does not hold of a sealed entry, but follows from the message that it does hold. */
export function faultOfEntry(entry: AuditEntry, verifier: BatchVerifier, directory: Directory | undefined): EntryFault | undefined {
  if (!columnsFollow(entry)) return 'columns-differ';
  if (entry.data === 'missing' || entry.data === 'differs') return 'data-differs';
  return directory === undefined || isSigned(entry, verifier, directory) ? undefined : 'signature-differs';
}

function columnsFollow({ attributes, topic, columns }: AuditEntry): boolean {
  const said: AuditEntry['columns'] = {
    message: attributes.id, request: attributes.subject, type: attributes.type, sender: attributes.source.slice('/organisations/'.length), recipient: attributes.recipient,
    sequence: attributes.sequence ?? null, shard: shardOf(attributes.subject), leaf: toBase64url(leafHash(es256, signedBytes({ attributes, topic }))),
  };
  return (Object.keys(said) as (keyof typeof said)[]).every((name) => said[name] === columns[name]);
}

/** A sent one that the bus has not taken yet has no signature; what stays within one desk has none at all. */
function isSigned({ attributes, topic, proof, direction, appendedAt, recordedAt }: AuditEntry, verifier: BatchVerifier, directory: Directory): boolean {
  const lane = parseLane(topic);
  if (lane?.kind === 'local') return true;
  if (proof === undefined) return direction === 'sent' && appendedAt === undefined;
  const verdict = verifier.verifyLeaf(signedBytes({ attributes, topic }), proof, directory.keysAt(Date.parse(appendedAt ?? recordedAt)));
  return verdict.kind === 'ok' && verdict.key.operator === lane?.from;
}
