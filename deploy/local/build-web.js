/** Builds the console's pages (apps/console/web) with Vite to dist/console-web, in a process of its own. Called by build.js. */
'use strict';
const { spawn } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');

const PAGES = path.join('apps', 'console', 'web');
const OUTPUT = path.join('dist', 'console-web');
/** Written last: its time is when the build began. */
const STAMP = '.built';

function newest(folder) {
  return fs.readdirSync(folder, { withFileTypes: true }).reduce((latest, entry) => {
    const file = path.join(folder, entry.name);
    return Math.max(latest, entry.isDirectory() ? newest(file) : fs.statSync(file).mtimeMs);
    // A folder's own time tells of files that are gone.
  }, fs.statSync(folder).mtimeMs);
}

/** False where there are no pages to build (a copy of the project for a test). */
function isStale(root) {
  const folder = path.join(root, PAGES);
  if (!fs.existsSync(path.join(folder, 'index.html'))) return false;
  const stamp = path.join(root, OUTPUT, STAMP);
  return !fs.existsSync(stamp) || newest(folder) > fs.statSync(stamp).mtimeMs;
}

/** Into a folder of its own first: a console that runs must never serve half a build, and two builds must not meet. */
async function build(root) {
  const started = Date.now();
  const output = path.join(root, OUTPUT);
  const incoming = `${output}.${process.pid}.incoming`;
  await vite(root, incoming);
  fs.writeFileSync(path.join(incoming, STAMP), '');
  fs.utimesSync(path.join(incoming, STAMP), started / 1000, started / 1000);
  fs.rmSync(output, { recursive: true, force: true });
  fs.renameSync(incoming, output);
}

function vite(root, output) {
  const args = [path.join(root, 'node_modules', 'vite', 'bin', 'vite.js'), 'build', path.join(root, PAGES), '--outDir', output, '--emptyOutDir', '--logLevel', 'warn'];
  return new Promise((done, failed) => {
    // Jest sets NODE_ENV=test, of which React would make a development build, which signs in twice.
    const child = spawn(process.execPath, args, { cwd: root, env: { ...process.env, NODE_ENV: 'production' }, stdio: ['ignore', 'ignore', 'inherit'] });
    child.on('error', failed);
    child.on('close', (code) => (code === 0 ? done() : failed(new Error(`the pages of the console could not be built (vite ended with ${code})`))));
  });
}

module.exports = { build, isStale };
