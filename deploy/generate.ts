import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { generatedDocs, generatedFiles } from './generated-files';
import { staleFiles } from './stale-files';
import { webTypes } from './web-types';

/**
 * `npm run generate`: writes deploy/generated (topology, AsyncAPI, OpenAPI), the generated pages of docs and the types that the console's pages
 * use, all from contracts and operators. With `--check` it writes nothing and fails when a committed file is not what the contracts say. Runs from dist/.
 */
async function main(check: boolean): Promise<void> {
  const root = resolve(__dirname, '..', '..');
  const files = generatedFiles();
  const stale = [
    ...generate(root, 'deploy/generated', files, check), ...generate(root, 'docs', generatedDocs(), check, true),
    ...generate(root, 'apps/console/web/src/api/generated', await webTypes(root, files), check),
  ];
  if (!check) return console.error(stale.length === 0 ? 'all generated files are up to date' : `written: ${stale.join(', ')}`);
  if (stale.length === 0) return;
  console.error(`生成文件已过期，请运行 npm run generate 并提交：generated files are stale, run "npm run generate" and commit: ${stale.join(', ')}`);
  process.exitCode = 1;
}

/** @param shared others write into the folder too @returns the files that were stale */
function generate(root: string, folder: string, files: ReadonlyMap<string, string>, check: boolean, shared = false): string[] {
  const stale = staleFiles(join(root, folder), files, shared);
  for (const path of check ? [] : stale) {
    const target = join(root, folder, path);
    const content = files.get(path);
    if (content === undefined) { rmSync(target); continue; }
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, content);
  }
  return stale.map((path) => `${folder}/${path}`);
}

main(process.argv.includes('--check')).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
