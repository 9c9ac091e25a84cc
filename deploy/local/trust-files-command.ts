import { runMain } from '@lianzhi/platform';
import { writeTrustFiles, type TrustFilesOptions } from './trust-files';

/** `node trust-files-command.js <options as JSON>`: keys and directory, in a process of its own so that the launcher stays small. */
runMain(async () => { writeTrustFiles(JSON.parse(process.argv[2] ?? '') as TrustFilesOptions); });
