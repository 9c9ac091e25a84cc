import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { BadDeclaration, BadNotice, shanghaiDate } from '@lianzhi/contracts';
import { businessClockOf, processEnvironment, runMain, StartupError } from '@lianzhi/platform';
import { addLawRecords, lawKinds } from './add-law-records';
import { homePaths, rootPrivateKeyFile } from './home-paths';
import { readLocalSettings } from './local-settings';

/**
 * `npm run law -- calendar <file>`, `npm run law -- rules <file>`: a later year of the calendar, or further rows of the rule table.
 * Elsewhere than in a local launch `--directory <LIANZHI_DIRECTORY_FILE>` and `--root <private JWK>` name the files.
 */
runMain(async () => {
  const { positionals, values } = parseArgs({ args: process.argv.slice(process.argv.findIndex((word) => word.endsWith('law-command.js')) + 1), allowPositionals: true, options: { directory: { type: 'string' }, root: { type: 'string' } } });
  const [name, file] = positionals;
  const kind = lawKinds.find((one) => one === name);
  if (!kind || file === undefined) throw new StartupError('用法：npm run law -- calendar|rules <文件>。', 'Usage: npm run law -- calendar|rules <file>.');
  const paths = homePaths(readLocalSettings(resolve(__dirname, '..', '..', '..'), processEnvironment() as NodeJS.ProcessEnv).home);
  const today = shanghaiDate(businessClockOf({ clockFile: values.directory === undefined ? paths.clock : undefined }).now());
  const added = told(file, () => addLawRecords({ kind, file, directory: values.directory ?? paths.directory, rootKey: values.root ?? rootPrivateKeyFile(paths), today }));
  process.stdout.write(`${JSON.stringify({ added })}\n`);
});

/** Says what is wrong with the file in place of a stack. */
function told<T>(file: string, add: () => T): T {
  try {
    return add();
  } catch (error) {
    if (error instanceof BadNotice || error instanceof BadDeclaration) throw new StartupError(`${file} 有误：${error.faults.join('；')}。`, `${file} is wrong: ${error.faults.join('; ')}.`);
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === 'ENOENT') throw new StartupError(`无法读取 ${file} 或密钥文件：${(error as Error).message}。`, `${file} or the key file cannot be read: ${(error as Error).message}.`);
    throw error;
  }
}
