import { canonicalJson, encodeProof, es256, rootOf, toBase64url } from '../signature';
import { anchorBytes, parseAnchor, verifyAnchor, writeAnchor, type AnchorStatement } from '../sealing/anchor';
import { parseHeadText, type SealedBatch } from '../sealing/sealed-batch';
import type { EvidencePack } from './evidence-pack';
import { parseProofText, parseSealText } from './proof-text';
import type { EntryContext } from './verify-entry';

/** From the text of an entry to a head that other operators have signed. @returns its position, when the path holds */
export async function verifySeal(context: EntryContext, entry: Buffer): Promise<number | undefined> {
  const { pack, folder, manifest: { operator }, found } = context;
  const text = await pack.read(`${folder}/seal.txt`);
  if (!text) return void found.check(folder, 'not-sealed', false);
  const seal = parseSealText(text.toString('utf8'));
  const batch = seal && (await batchIn(pack, operator, seal.batch));
  const root = seal && rootOf(es256, entry, seal.index, seal.size, seal.path);
  const holds = batch !== undefined && root !== undefined && toBase64url(root) === batch.root && seal!.size === batch.last - batch.first + 1;
  if (!found.check(folder, 'sealed', holds) || !batch) return undefined;
  await verifyWitnesses(context, batch);
  return batch.first + seal!.index;
}

/** Each statement of another operator in the pack must hold, and there must be one. */
async function verifyWitnesses({ pack, folder, manifest: { operator }, directory, verifier, found }: EntryContext, batch: SealedBatch): Promise<void> {
  const folders = pack.names.flatMap((name) => (name.startsWith(`anchors/${batch.number}/`) && name.endsWith('/statement.json') ? [name.slice(0, -'/statement.json'.length)] : []));
  if (folders.length === 0) return void found.check(folder, 'not-witnessed', false);
  const wrong: string[] = [];
  const witnesses = new Set<string>();
  for (const at of folders) {
    const anchor = await anchorIn(pack, at);
    const kept = anchor?.statement.kept[operator];
    const good = anchor && kept && anchor.statement.operator !== operator
      && verifyAnchor(anchor, verifier, directory.keysAt(Date.parse(anchor.statement.time))).kind === 'ok' && (await leadsTo(pack, operator, batch, kept.number)) === kept.head;
    if (good) witnesses.add(anchor.statement.operator);
    else wrong.push(at);
  }
  found.check(folder, 'witnessed', wrong.length === 0 && witnesses.size > 0, wrong.join(', '));
}

/** The head of a later batch, if the ones between are there and each continues the one before. */
async function leadsTo(pack: EvidencePack, operator: string, from: SealedBatch, number: number): Promise<string | undefined> {
  let at: SealedBatch | undefined = from;
  while (at && at.number < number) {
    const next: SealedBatch | undefined = await batchIn(pack, operator, at.number + 1);
    at = next?.previous === at.head && next.first > at.last ? next : undefined;
  }
  return at?.number === number ? at.head : undefined;
}

async function batchIn(pack: EvidencePack, operator: string, number: number): Promise<SealedBatch | undefined> {
  const parsed = parseHeadText((await pack.read(`batches/${number}.txt`))?.toString('utf8') ?? '');
  return parsed?.operator === operator && parsed.batch.number === number ? parsed.batch : undefined;
}

async function anchorIn(pack: EvidencePack, folder: string) {
  const bytes = await pack.read(`${folder}/statement.json`);
  const proof = parseProofText((await pack.read(`${folder}/proof.txt`))?.toString('utf8') ?? '');
  if (!bytes || !proof) return undefined;
  const { anchor: statement } = JSON.parse(bytes.toString('utf8')) as { anchor: AnchorStatement };
  const parsed = parseAnchor(writeAnchor({ statement, proof: encodeProof(proof) }));
  return parsed && canonicalJson({ anchor: statement }) === bytes.toString('utf8') && anchorBytes(parsed.statement).equals(bytes) ? parsed : undefined;
}
