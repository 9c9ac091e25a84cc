import { createPublicKey } from 'node:crypto';
import type { Directory, KeyRecord, SignedRecord } from '../directory';
import { recordBytes, recordProof } from '../directory';
import { type Jwk } from '../signature';
import { folderOf } from './evidence-manifest';
import type { EvidencePart } from './evidence-parts';

const pem = ({ kty, crv, x, y }: Jwk): Buffer => Buffer.from(createPublicKey({ key: { kty, crv, x, y }, format: 'jwk' }).export({ type: 'spki', format: 'pem' }));

/** `<root kid> <signature in hex>`: of a record, by the root. WARNING: docs/evidence.md reads it with a shell. */
export const writeRecordSignature = ({ kid, sig }: { kid: string; sig: Buffer }): string => `kid ${kid}\nsignature ${sig.toString('hex')}\n`;

/** The records of the directory that the pack needs, each as its root signed it, the keys also as PEM. */
export function* directoryParts(directory: Directory, kids: ReadonlySet<string>, organisations: ReadonlySet<string>): Generator<EvidencePart> {
  for (const root of directory.rootKeys) {
    yield { name: `root/${folderOf(root.kid ?? '')}.jwk.json`, content: Buffer.from(`${JSON.stringify(root)}\n`) };
    yield { name: `root/${folderOf(root.kid ?? '')}.pem`, content: pem(root) };
  }
  for (const signed of directory.signedRecords()) {
    if (!isNeeded(signed, kids, organisations)) continue;
    const folder = `directory/${signed.key.split('/').map(folderOf).join('/')}`;
    yield { name: `${folder}/record.json`, content: recordBytes(signed) };
    yield { name: `${folder}/signature.txt`, content: Buffer.from(writeRecordSignature(recordProof(signed.proof)!)) };
    if (signed.record.kind === 'key') yield { name: `${folder}/key.pem`, content: pem((signed.record as KeyRecord).jwk) };
  }
}

function isNeeded({ record }: SignedRecord, kids: ReadonlySet<string>, organisations: ReadonlySet<string>): boolean {
  if (record.kind === 'key') return kids.has(record.kid);
  return record.kind === 'organisation' && organisations.has(record.code);
}
