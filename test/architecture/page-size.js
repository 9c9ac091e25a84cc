/**
 * How much a browser loads before the first page stands: the page, its styles, the script and everything that this imports at once, and the first
 * page of the navigation (the worklist), compressed as a server in front would. Fails above the limit (issue 6).
 */
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const zlib = require('node:zlib');

const LIMIT_KB = 450;
const FOLDER = path.resolve(__dirname, '..', '..', 'dist', 'console-web');
const FIRST_PAGES = /(?:worklist-page|worklist)-[\w-]+\.js$/;

/** A script with all that it imports at once; what is loaded when needed stands in `import(…)` and is not counted. */
function withImports(file, found) {
  if (found.has(file)) return;
  found.add(file);
  const text = fs.readFileSync(path.join(FOLDER, 'assets', file), 'utf8');
  for (const [, name] of text.matchAll(/(?:^|[;\n}])(?:import|export)\s*(?:[^'"();]*?from\s*)?["']\.\/([\w.-]+\.js)["']/g)) withImports(name, found);
}

function main() {
  const page = fs.readFileSync(path.join(FOLDER, 'index.html'), 'utf8');
  const found = new Set();
  const styles = [...page.matchAll(/\/assets\/([\w.-]+\.css)/g)].map(([, name]) => name);
  for (const [, name] of page.matchAll(/\/assets\/([\w.-]+\.js)/g)) withImports(name, found);
  for (const name of fs.readdirSync(path.join(FOLDER, 'assets'))) if (FIRST_PAGES.test(name)) withImports(name, found);
  const sizes = [...found, ...styles].map((name) => ({ name, size: zlib.gzipSync(fs.readFileSync(path.join(FOLDER, 'assets', name))).length }));
  const kilobytes = (sizes.reduce((sum, { size }) => sum + size, 0) + zlib.gzipSync(page).length) / 1000;
  for (const { name, size } of sizes.sort((a, b) => b.size - a.size)) console.log(`${(size / 1000).toFixed(1).padStart(8)} kB  ${name}`);
  console.log(`${kilobytes.toFixed(1)} kB compressed before the worklist stands, at most ${LIMIT_KB}`);
  process.exitCode = kilobytes > LIMIT_KB ? 1 : 0;
}

main();
