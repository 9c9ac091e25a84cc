#!/usr/bin/env node
/** `npx lianzhi`: builds first when dist is missing or older than the sources (told on stderr: stdout is for results), then hands over. */
'use strict';
const { execFileSync } = require('node:child_process');
const path = require('node:path');

const root = path.resolve(__dirname, '..', '..', '..');
const builder = path.join(root, 'deploy', 'local', 'build.js');

try {
  if (require(builder).isStale(root)) execFileSync(process.execPath, [builder], { stdio: ['ignore', 2, 2] });
} catch (error) {
  process.stderr.write(`编译失败，请先运行 npm ci。\nThe build failed: run npm ci first. (${error.message})\n`);
  process.exit(1);
}
require(path.join(root, 'dist', 'apps', 'cli', 'src', 'main.js'));
