/**
 * `node test/support/dev-servers.js [file] [folder]`: keeps one Kafka and one PostgreSQL running for many test runs.
 * Then `LIANZHI_TEST_SERVERS=<file> npx jest …` starts none of its own. Ctrl-C ends them.
 */
'use strict';
const { build } = require('../../deploy/local/build.js');

build()
  .then(() => require('../../dist/test/support/dev-servers.js').runDevServers(process.argv[2] ?? '/tmp/lianzhi-test-servers.json', process.argv[3] ?? '/tmp/lianzhi-test-servers'))
  .catch((error) => { console.error(error); process.exitCode = 1; });
