import { Directory, parseRecord, recordKey, type SignedRecord } from '../directory';
import { canonicalJson, thumbprint, type Jwk } from '../signature';
import type { EvidencePack } from './evidence-pack';
import type { Findings } from './evidence-report';

/** The directory that a pack brings along: only what the root signed. Undefined when there is no root to believe. */
export async function packDirectory(pack: EvidencePack, given: Jwk | undefined, found: Findings): Promise<Directory | undefined> {
  const own = await rootsOf(pack);
  const roots = given ? [withKid(given, own)] : own;
  if (given) found.check('directory', 'root', own.some((root) => thumbprint(root) === thumbprint(given)), `the pack's root is ${own.map(thumbprint).join(', ')}`);
  else found.note('directory', 'root-of-pack', own.map(thumbprint).join(', '));
  if (roots.length === 0) {
    found.check('directory', 'directory', false, 'no root key');
    return undefined;
  }
  const directory = new Directory(roots);
  const refused: string[] = [];
  for (const name of pack.names) {
    const folder = /^(directory\/.+)\/record\.json$/.exec(name)?.[1];
    if (folder === undefined) continue;
    const signed = await recordIn(pack, folder);
    if (!signed || directory.apply(signed) !== 'applied') refused.push(folder);
  }
  found.check('directory', 'directory', refused.length === 0, refused.join(', '));
  return directory;
}

async function rootsOf(pack: EvidencePack): Promise<Jwk[]> {
  const names = pack.names.filter((name) => /^root\/[^/]+\.jwk\.json$/.test(name));
  return Promise.all(names.map(async (name) => JSON.parse((await pack.read(name))!.toString('utf8')) as Jwk));
}

/** The kid is only a name: a key given from elsewhere may have none, or another. */
const withKid = (given: Jwk, own: readonly Jwk[]): Jwk => ({ ...given, kid: own.find((root) => thumbprint(root) === thumbprint(given))?.kid ?? given.kid });

/** The record of a folder, if its bytes are the canonical ones that are signed. */
async function recordIn(pack: EvidencePack, folder: string): Promise<SignedRecord | undefined> {
  const text = (await pack.read(`${folder}/record.json`))?.toString('utf8') ?? '';
  const match = /^kid (.+)\nsignature ([0-9a-f]+)\n$/.exec((await pack.read(`${folder}/signature.txt`))?.toString('utf8') ?? '');
  const { key, version, record: given } = JSON.parse(text) as SignedRecord;
  const record = parseRecord(given);
  if (!match || !record || key !== recordKey(record) || canonicalJson({ key, version, record: given }) !== text) return undefined;
  const proof = Buffer.from(JSON.stringify({ kid: match[1], alg: 'ES256', sig: Buffer.from(match[2]!, 'hex').toString('base64url') })).toString('base64url');
  return { key, version, record, proof };
}
