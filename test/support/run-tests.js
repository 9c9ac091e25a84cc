/**
 * `npm test [-- <paths and options of jest>]`: all tests, and one last line that counts them.
 * Several runs of jest, since end-to-end and browser tests start whole services, and those of faults break them and their servers on purpose: they get
 * both cores for themselves, one spec at a time.
 */
'use strict';
const { spawn } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { chromiumPath } = require('./chromium');

const ROOT = path.resolve(__dirname, '..', '..');
/** A run whose results are written but which does not end has left something open; that is a failure, not a reason to wait for ever. */
const MS_TO_END = 30_000;
const UNIT = { name: 'unit tests', options: ['--selectProjects', 'unit', '--maxWorkers', '2'] };
/** Browser tests wait as much as they work: what they leave of both cores goes to the unit tests, which wait for nobody and give way to all. */
const BROWSER = { name: 'browser tests', options: ['--selectProjects', 'browser', '--runInBand'], beside: { ...UNIT, niceness: 19 } };
const RUNS = [
  { name: 'integration tests', options: ['--selectProjects', 'integration', '--maxWorkers', '4'] },
  { name: 'end-to-end tests', options: ['--selectProjects', 'e2e', '--runInBand'] },
  // Where there is no Chromium the console's tests are left out; CI installs it.
  chromiumPath() !== undefined || process.env.CI ? BROWSER : UNIT,
  // Once in about ten runs its own process had not ended 30 s after its results; what it had left open was not found. The services are processes of their own.
  { name: 'fault tests', options: ['--selectProjects', 'faults', '--runInBand', '--forceExit'] },
];

let interrupted = false;

/** One run of jest; its output goes where ours goes. */
function runJest({ name, options, niceness = 0 }, given, resultFile) {
  return new Promise((done) => {
    const jest = spawn(process.execPath, [
      require.resolve('jest/bin/jest'), '--config', path.join(ROOT, 'jest.config.js'), ...options, '--passWithNoTests', '--json', '--outputFile', resultFile, ...given,
    ], { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] });
    os.setPriority(jest.pid, niceness);
    // Ctrl-C reaches jest by itself; a kill of this process does not.
    for (const name of ['SIGINT', 'SIGTERM']) process.once(name, () => { interrupted = true; jest.kill(name); });
    let hung = false;
    const watch = setInterval(() => {
      if (!fs.existsSync(resultFile) || Date.now() - fs.statSync(resultFile).mtimeMs < MS_TO_END) return;
      hung = true;
      console.error(`${name}: jest has its results but does not end; find what was left open with --detectOpenHandles`);
      jest.kill('SIGKILL');
    }, 1000);
    jest.on('close', (code) => {
      clearInterval(watch);
      done(countsOf(resultFile, hung || (code !== 0 && code !== 1)));
    });
  });
}

/** A file that could not even be loaded counts as one failed test, and so does a run that broke off. */
function countsOf(resultFile, brokenOff) {
  if (!fs.existsSync(resultFile)) return { passed: 0, failed: 1, skipped: 0 };
  const result = JSON.parse(fs.readFileSync(resultFile, 'utf8'));
  const failed = result.numFailedTests + result.numRuntimeErrorTestSuites;
  return {
    passed: result.numPassedTests,
    failed: failed === 0 && (brokenOff || !result.success) ? 1 : failed,
    skipped: result.numPendingTests + result.numTodoTests,
  };
}

async function main(given) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lianzhi-test-results-'));
  const total = { passed: 0, failed: 0, skipped: 0 };
  try {
    const counted = async (run) => {
      const begun = Date.now();
      const counts = await runJest(run, given, path.join(folder, `${run.name}.json`));
      console.error(`── ${run.name}: ${Math.round((Date.now() - begun) / 1000)} s`);
      for (const kind of Object.keys(total)) total[kind] += counts[kind];
    };
    for (const run of RUNS) {
      if (interrupted) break;
      await Promise.all([run, run.beside].filter(Boolean).map(counted));
    }
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
  if (total.passed + total.failed === 0) {
    console.error('no test was run');
    total.failed = 1;
  }
  // The very last line: CI reads it.
  console.log(`${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`);
  process.exitCode = total.failed > 0 ? 1 : 0;
}

void main(process.argv.slice(2));
