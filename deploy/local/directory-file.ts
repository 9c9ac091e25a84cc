import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import type { LocalInstallation } from './local-installation';
import { publicJwk, type PrivateJwk } from './operator-keys';
import { writeAtomically, writeJson } from './write-atomically';

/** What the directory says about this installation; public keys only. */
export interface DirectoryData {
  /** Grows with every change of the data. */
  version: number;
  operators: { code: string; agency: string; signing: PrivateJwk[]; encryption: PrivateJwk[] }[];
  organisations: { code: string; agency: string; operator: string; region: string; parent: string | null; name: string; status: 'active' }[];
}

/** Makes the signed records, one JSON text per line; `root` is the private key. */
export type SignDirectory = (data: DirectoryData, root: PrivateJwk) => string | Promise<string>;

/** Writes directory.jsonl when the organisations or keys differ from those it was last made from. */
export async function writeDirectory(installation: LocalInstallation, sign: () => Promise<SignDirectory>): Promise<void> {
  const { paths, keys } = installation;
  const state = `${paths.directory}.state`;
  const content = directoryContent(installation);
  const digest = createHash('sha256').update(JSON.stringify([content, publicJwk(keys.root)])).digest('hex');
  const previous = existsSync(state) ? (JSON.parse(readFileSync(state, 'utf8')) as { digest: string; version: number }) : { digest: '', version: 0 };
  if (previous.digest === digest && existsSync(paths.directory)) return;
  const version = previous.version + 1;
  writeAtomically(paths.directory, await (await sign())({ version, ...content }, keys.root), 0o644);
  writeJson(state, { digest, version });
}

function directoryContent({ organisations, keys }: LocalInstallation): Omit<DirectoryData, 'version'> {
  const agencies = new Map(organisations.filter(({ operator }) => operator !== '').map(({ operator, agency }) => [operator, agency]));
  return {
    operators: Object.entries(keys.operators).map(([code, { signing, encryption }]) => ({
      // An operator without organisations (the coordinator) is an agency of its own.
      code, agency: agencies.get(code) ?? code, signing: signing.map(publicJwk), encryption: encryption.map(publicJwk),
    })),
    organisations: organisations.map(({ code, agency, operator, region, parent, name }) => ({ code, agency, operator, region, parent: parent || null, name, status: 'active' })),
  };
}
