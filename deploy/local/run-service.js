/** `node deploy/local/run-service.js <entry point below dist>`: one process from its environment variables, built first when needed (`npm run start:<name>`). */
'use strict';
const { execFileSync } = require('node:child_process');
const path = require('node:path');
const { isStale } = require('./build.js');

if (isStale()) execFileSync(process.execPath, [path.join(__dirname, 'build.js')], { stdio: ['ignore', 'inherit', 'inherit'] });
require(path.resolve(__dirname, '..', '..', 'dist', process.argv[2]));
