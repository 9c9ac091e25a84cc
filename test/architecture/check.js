/**
 * `npm run check`: everything that can be judged without running the product. Two checks at a time, the slow ones first;
 * each tells its result in one line, and what it found when it fails.
 */
'use strict';
const { spawn } = require('node:child_process');
const path = require('node:path');

const ROOT = path.resolve(__dirname, '..', '..');
const tool = (file) => path.join(ROOT, 'node_modules', file);
const AT_ONCE = 2;

/** What it is, the commands (arguments of node) that must all succeed, and what to do when it fails. */
const CHECKS = [
  { name: 'lint', commands: [[tool('eslint/bin/eslint.js'), '.']], remedy: 'npx eslint --fix . mends what can be mended by itself' },
  { name: 'types', commands: [[tool('typescript/bin/tsc'), '--noEmit', '--pretty', 'false']], remedy: 'npx tsc --noEmit' },
  { name: 'types of the pages', commands: [[tool('typescript/bin/tsc'), '--noEmit', '--pretty', 'false', '--project', 'apps/console/web']], remedy: 'npx tsc --noEmit -p apps/console/web' },
  {
    name: 'import rules',
    commands: [[tool('dependency-cruiser/bin/dependency-cruise.mjs'), '--config', '.dependency-cruiser.cjs', '--output-type', 'err-long', 'apps', 'libs', 'deploy', 'test']],
    remedy: 'each rule says above what to do instead; the rules are in .dependency-cruiser.cjs',
  },
  { name: 'derived files', commands: [['deploy/local/build.js'], ['dist/deploy/generate.js', '--check']], remedy: 'npm run generate, then review and commit deploy/generated' },
  { name: 'size of the pages', commands: [['deploy/local/build.js'], ['test/architecture/page-size.js']], remedy: 'load what few pages need only there: lazy(() => import(…))' },
];

function runNode(args) {
  return new Promise((done) => {
    const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => { output += data; });
    child.on('close', (code) => done({ ok: code === 0, output }));
  });
}

async function runCheck({ name, commands, remedy }) {
  const begun = Date.now();
  let result = { ok: true, output: '' };
  for (const command of commands) {
    if (result.ok) result = await runNode(command);
  }
  console.log(`${result.ok ? '✓' : '✗'} ${name} (${((Date.now() - begun) / 1000).toFixed(1)} s)`);
  if (!result.ok) console.log(`${result.output.trimEnd()}\n→ ${remedy}\n`);
  return result.ok;
}

async function main() {
  const waiting = [...CHECKS];
  let failed = 0;
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      if (!(await runCheck(next))) failed += 1;
    }
  }));
  if (failed > 0) console.log(`${failed} of ${CHECKS.length} checks failed`);
  process.exitCode = failed > 0 ? 1 : 0;
}

void main();
