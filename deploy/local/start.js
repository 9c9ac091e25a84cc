/**
 * `npm start`, `npm run reset`: plain JavaScript that runs on any Node, so that an old one is told so in a sentence.
 * Builds when dist is missing or older than the sources, then hands over.
 */
'use strict';
var path = require('path');

var ROOT = path.resolve(__dirname, '..', '..');
var BEGUN = Date.now();

function fail(zh, en) {
  process.stderr.write('\n' + zh + '\n' + en + '\n');
  process.exit(1);
}

function isOldNode() {
  var parts = process.versions.node.split('.').map(Number);
  return parts[0] < 20 || (parts[0] === 20 && parts[1] < 19);
}

function buildWhenStale() {
  var childProcess = require('child_process');
  try {
    if (!require('./build.js').isStale()) return;
    process.stdout.write('… 编译 build\n');
    // A process of its own: the compiler would stay in memory.
    childProcess.execFileSync(process.execPath, [path.join(__dirname, 'build.js')], { stdio: ['ignore', 'inherit', 'inherit'] });
  } catch (error) {
    fail('编译失败，请先运行 npm ci，再查看上面的错误。', 'The build failed: run npm ci first, then see the error above.');
  }
}

function run() {
  buildWhenStale();
  var local = path.join(ROOT, 'dist', 'deploy', 'local');
  if (process.argv[2] !== 'reset') return require(path.join(local, 'launch.js')).launch(ROOT, process.env, BEGUN);
  return require(path.join(local, 'reset.js')).reset(require(path.join(local, 'local-settings.js')).readLocalSettings(ROOT, process.env).home)
    .then(function (removed) { process.stdout.write(removed ? '数据已清除 data removed\n' : '没有数据 nothing to remove\n'); });
}

if (isOldNode()) fail('Node 版本为 ' + process.versions.node + '，请安装 Node 20.19 或更高版本。', 'Node is version ' + process.versions.node + ': install Node 20.19 or later.');
Promise.resolve().then(run).catch(function (error) {
  if (error && error.zh) fail(error.zh, error.en);
  process.stderr.write((error && error.stack || String(error)) + '\n');
  process.exit(1);
});
