import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { generatedFiles } from './generated-files';
import { staleFiles } from './stale-files';

/**
 * `npm run generate`: writes deploy/generated (topology, AsyncAPI, OpenAPI) from contracts and operators.
 * With `--check` it writes nothing and fails when a committed file is not what the contracts say. Runs from dist/.
 */
function main(check: boolean): void {
  const folder = resolve(__dirname, '..', '..', 'deploy', 'generated');
  const files = generatedFiles();
  const stale = staleFiles(folder, files);
  if (check) {
    if (stale.length > 0) {
      console.error(`deploy/generated 已过期，请运行 npm run generate 并提交：deploy/generated is stale, run "npm run generate" and commit: ${stale.join(', ')}`);
      process.exitCode = 1;
    }
    return;
  }
  for (const path of stale) {
    const content = files.get(path);
    if (content === undefined) { rmSync(join(folder, path)); continue; }
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  console.error(stale.length === 0 ? 'deploy/generated is up to date' : `deploy/generated: ${stale.join(', ')}`);
}

main(process.argv.includes('--check'));
