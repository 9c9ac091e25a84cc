/**
 * `npm run build`: compiles apps, libs, deploy and what of test/ runs by itself to dist/ with SWC, file by file, in a few seconds.
 * The pages of the console go to dist/console-web, only when they have changed. Types are checked by `npm run check`, not here. `@lianzhi/<lib>` is found at run time through small
 * forwarding packages in dist/node_modules, so sources and dist have the same imports.
 */
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const web = require('./build-web.js');

const PROJECT = path.resolve(__dirname, '..', '..');
const SOURCES = ['apps', 'libs', 'deploy', 'test/bench', 'test/browser/support', 'test/e2e/support', 'test/faults', 'test/support'];
const ASSETS = new Set(['.json', '.yaml', '.yml', '.csv', '.jsonl', '.html', '.css', '.sql', '.properties', '.xml', '.ttf']);
const SKIPPED = new Set(['node_modules', 'dist', 'bin']);
/** Pages of the browser: build-web.js has them. */
const PAGES = path.join('apps', 'console', 'web');
/** The clock by which files get their times may be some milliseconds behind. */
const FILE_CLOCK_LAG_MS = 20;
/** Written last: its time is the time of the last complete build. */
const STAMP = '.built';

/** Every source file and asset, with its time of change. */
function* sourceFiles(root) {
  const folders = SOURCES.map((folder) => path.join(root, folder)).filter((folder) => fs.existsSync(folder));
  while (folders.length > 0) {
    const folder = folders.pop();
    for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
      const file = path.join(folder, entry.name);
      if (entry.isDirectory()) { if (!SKIPPED.has(entry.name) && path.relative(root, file) !== PAGES) folders.push(file); continue; }
      if (/\.d\.ts$|spec\.ts$/.test(entry.name)) continue;
      const extension = path.extname(entry.name);
      if (extension === '.ts' || ASSETS.has(extension)) yield { file, extension, changed: fs.statSync(file).mtimeMs };
    }
  }
}

function outputOf(root, source) {
  const relative = path.relative(root, source.file);
  return path.join(root, 'dist', source.extension === '.ts' ? relative.replace(/\.ts$/, '.js') : relative);
}

/** Is dist missing, older than a source, or does it hold something whose source is gone? */
function isStale(root = PROJECT) {
  const stamp = path.join(root, 'dist', STAMP);
  if (!fs.existsSync(stamp) || web.isStale(root)) return true;
  const built = fs.statSync(stamp).mtimeMs;
  let count = 0;
  for (const source of sourceFiles(root)) {
    if (source.changed > built || !fs.existsSync(outputOf(root, source))) return true;
    count += 1;
  }
  return count !== Number(fs.readFileSync(stamp, 'utf8'));
}

async function build(root = PROJECT) {
  const swc = require('@swc/core');
  const started = Date.now();
  const stamp = path.join(root, 'dist', STAMP);
  fs.rmSync(stamp, { force: true });
  // Beside the compiling below: a process of its own.
  const pages = web.isStale(root) ? web.build(root) : Promise.resolve();
  const options = {
    swcrc: false, configFile: false, sourceMaps: true,
    jsc: {
      target: 'es2022', keepClassNames: true, parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
    },
    module: { type: 'commonjs' },
  };
  const sources = [...sourceFiles(root)];
  const kept = new Set(sources.map((source) => outputOf(root, source)));
  await Promise.all(sources.map(async (source) => {
    const output = outputOf(root, source);
    fs.mkdirSync(path.dirname(output), { recursive: true });
    if (source.extension !== '.ts') { replace(output, fs.readFileSync(source.file)); return; }
    const { code, map } = await swc.transformFile(source.file, { ...options, sourceFileName: path.relative(path.dirname(output), source.file) });
    replace(output, `${code}\n//# sourceMappingURL=${path.basename(output)}.map\n`);
    replace(`${output}.map`, map);
    kept.add(`${output}.map`);
  }));
  forwardLibraries(root);
  removeLeftovers(root, kept);
  await pages;
  // A source that was saved while the build ran must look newer than it.
  fs.writeFileSync(stamp, String(sources.length));
  const at = (started - FILE_CLOCK_LAG_MS) / 1000;
  fs.utimesSync(stamp, at, at);
  return { files: sources.length, milliseconds: Date.now() - started };
}

/** Two services that are started together may both build: neither may ever load half a file. */
function replace(file, content) {
  const incoming = `${file}.${process.pid}.incoming`;
  fs.writeFileSync(incoming, content);
  fs.renameSync(incoming, file);
}

function forwardLibraries(root) {
  for (const lib of fs.readdirSync(path.join(root, 'libs'))) {
    if (!fs.existsSync(path.join(root, 'libs', lib, 'src', 'index.ts'))) continue;
    const folder = path.join(root, 'dist', 'node_modules', '@lianzhi', lib);
    fs.mkdirSync(folder, { recursive: true });
    replace(path.join(folder, 'index.js'), `module.exports = require('../../../libs/${lib}/src/index.js');\n`);
  }
}

/** A deleted source must not live on in dist. */
function removeLeftovers(root, kept) {
  const folders = SOURCES.map((folder) => path.join(root, 'dist', folder)).filter((folder) => fs.existsSync(folder));
  while (folders.length > 0) {
    const folder = folders.pop();
    for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
      const file = path.join(folder, entry.name);
      if (entry.isDirectory()) folders.push(file);
      else if (!kept.has(file) && !file.endsWith('.incoming')) fs.rmSync(file, { force: true });
    }
  }
}

module.exports = { build, isStale };

if (require.main === module) {
  build().then(
    ({ files, milliseconds }) => console.error(`dist: ${files} files in ${milliseconds} ms`),
    (error) => { console.error(String(error.message ?? error)); process.exitCode = 1; },
  );
}
