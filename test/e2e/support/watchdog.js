/**
 * `node watchdog.js <pid of jest> <folder>`: when jest dies without its global teardown, the services that it started
 * are ended here. Ends by itself as soon as the folder is gone.
 */
'use strict';
const fs = require('node:fs');
const path = require('node:path');

const [jest, folder] = [Number(process.argv[2]), process.argv[3]];

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

setInterval(() => {
  if (isRunning(jest) && fs.existsSync(folder)) return;
  const file = path.join(folder, 'system.json');
  const { processes = [] } = fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : {};
  for (const { pid } of processes) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It has ended.
    }
  }
  process.exit(0);
}, 1000);
