import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { BadKeyChange, revokeKey, rotateKeys, signDirectory, type KeyRecord, type OperatorKeys, type PrivateJwk } from '@lianzhi/exchange';
import { processEnvironment, runMain, StartupError } from '@lianzhi/platform';
import { readSigned, writeSigned } from './add-law-records';
import { homePaths, rootPrivateKeyFile } from './home-paths';
import { readLocalSettings } from './local-settings';
import { writeAtomically } from './write-atomically';

const usage = ['用法：npm run keys -- rotate <运行方> [--in <秒>] | revoke <密钥号>。', 'Usage: npm run keys -- rotate <operator> [--in <seconds>] | revoke <kid>.'] as const;
/** Signing keys of now end this long after the new ones begin, ms. */
const overlapMs = 24 * 3_600_000;

/**
 * `npm run keys -- rotate <operator>`: new keys for an operator, good in `--in` seconds (600), until when its replicas are restarted one by one.
 * `npm run keys -- revoke <kid>`: a key that is not to be trusted from now on. A running coordinator publishes both. Elsewhere than in a
 * local launch `--directory <LIANZHI_DIRECTORY_FILE>`, `--root <private JWK>` and `--keys <LIANZHI_KEYS_FILE>` name the files.
 */
runMain(async () => {
  const { positionals: [action, name], values } = parseArgs({
    args: process.argv.slice(process.argv.findIndex((word) => word.endsWith('keys-command.js')) + 1), allowPositionals: true,
    options: { in: { type: 'string', default: '600' }, directory: { type: 'string' }, root: { type: 'string' }, keys: { type: 'string' } },
  });
  if (name === undefined || (action !== 'rotate' && action !== 'revoke') || !/^\d{1,7}$/.test(values.in)) throw new StartupError(...usage);
  const paths = homePaths(readLocalSettings(resolve(__dirname, '..', '..', '..'), processEnvironment() as NodeJS.ProcessEnv).home);
  const [directory, root] = [values.directory ?? paths.directory, values.root ?? rootPrivateKeyFile(paths)];
  const published = readSigned(directory);
  const keys = published.flatMap(({ record }) => (record.kind === 'key' ? [record] : []));
  const sign = (records: readonly KeyRecord[]): void => {
    const signed = signDirectory(records, JSON.parse(readFileSync(root, 'utf8')) as PrivateJwk, published);
    const changed = new Set(signed.map(({ key }) => key));
    writeSigned(directory, [...published.filter(({ key }) => !changed.has(key)), ...signed]);
  };
  try {
    if (action === 'revoke') {
      const record = revokeKey(name, keys, Date.now());
      sign([record]);
      return void process.stdout.write(`${JSON.stringify({ revoked: name, from: record.revokedAt })}\n`);
    }
    const file = values.keys ?? join(paths.keys, `${name}.json`);
    const { privateKeys, records } = rotateKeys(name, JSON.parse(readFileSync(file, 'utf8')) as OperatorKeys, keys, { validFrom: Date.now() + Number(values.in) * 1_000, overlapMs });
    // The private halves first: a published key that nobody holds would silence the operator.
    writeAtomically(file, JSON.stringify(privateKeys), 0o600);
    sign(records);
    process.stdout.write(`${JSON.stringify({ operator: name, kids: records.filter(({ validTo }) => validTo === undefined).map(({ kid }) => kid), validFrom: records[0]!.validFrom })}\n`);
  } catch (error) {
    if (error instanceof BadKeyChange) throw new StartupError(`${error.zh}。`, `${error.en}.`);
    throw error;
  }
});
