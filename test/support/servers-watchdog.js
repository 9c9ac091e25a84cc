/**
 * `node servers-watchdog.js <pid of jest> <folder>`: when jest dies without its global teardown (Ctrl-C, a kill), the
 * processes that work in that folder are ended here, and the folder is removed. Ends by itself as soon as the folder is gone.
 */
'use strict';
const fs = require('node:fs');

const [jest, folder] = [Number(process.argv[2]), process.argv[3]];

function signal(pid, name) {
  try {
    process.kill(pid, name);
    return true;
  } catch {
    return false;
  }
}

/** The folder's name is made for one run, so whoever has it on the command line or in what it was started with belongs to that run. */
function serversOf() {
  const pids = fs.existsSync('/proc') ? fs.readdirSync('/proc').map(Number).filter((pid) => pid > 0 && pid !== process.pid) : [];
  return pids.filter((pid) => {
    try {
      return ['cmdline', 'environ'].some((part) => fs.readFileSync(`/proc/${pid}/${part}`, 'utf8').includes(folder));
    } catch {
      return false;
    }
  });
}

const watch = setInterval(() => {
  if (!fs.existsSync(folder)) process.exit(0);
  if (signal(jest, 0)) return;
  clearInterval(watch);
  for (const pid of serversOf()) signal(pid, 'SIGKILL');
  setTimeout(() => fs.rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 }), 500);
}, 1000);
