import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { BadSuccession, closeOrganisation, signDirectory, type PrivateJwk } from '@lianzhi/exchange';
import { processEnvironment, runMain, StartupError } from '@lianzhi/platform';
import { readSigned, writeSigned } from './add-law-records';
import { homePaths, rootPrivateKeyFile } from './home-paths';
import { readLocalSettings } from './local-settings';

/**
 * `npm run organisation -- close <code> [--successor <code>]`: an organisation is closed, and its open requests go to its successor. A running
 * coordinator publishes it. Elsewhere than in a local launch `--directory <LIANZHI_DIRECTORY_FILE>` and `--root <private JWK>` name the files.
 */
runMain(async () => {
  const { positionals: [action, code], values } = parseArgs({
    args: process.argv.slice(process.argv.findIndex((word) => word.endsWith('organisation-command.js')) + 1), allowPositionals: true,
    options: { successor: { type: 'string' }, directory: { type: 'string' }, root: { type: 'string' } },
  });
  if (action !== 'close' || code === undefined) throw new StartupError('用法：npm run organisation -- close <单位代码> [--successor <承继单位代码>]。', 'Usage: npm run organisation -- close <code> [--successor <code>].');
  const paths = homePaths(readLocalSettings(resolve(__dirname, '..', '..', '..'), processEnvironment() as NodeJS.ProcessEnv).home);
  const [directory, rootKey] = [values.directory ?? paths.directory, values.root ?? rootPrivateKeyFile(paths)];
  const published = readSigned(directory);
  const organisations = published.flatMap(({ record }) => (record.kind === 'organisation' ? [record] : []));
  try {
    const [signed] = signDirectory([closeOrganisation(organisations, { code, successor: values.successor })], JSON.parse(readFileSync(rootKey, 'utf8')) as PrivateJwk, published);
    writeSigned(directory, published.map((record) => (record.key === signed!.key ? signed! : record)));
    process.stdout.write(`${JSON.stringify({ closed: code, successor: values.successor ?? null, version: signed!.version })}\n`);
  } catch (error) {
    if (error instanceof BadSuccession) throw new StartupError(`${error.zh}。`, `${error.en}.`);
    throw error;
  }
});
