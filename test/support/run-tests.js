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
/** Where there is no Chromium the console's tests are left out; CI installs it. */
const withBrowser = chromiumPath() !== undefined || process.env.CI;
const inOrder = ['--testSequencer', path.join(__dirname, 'spec-order.js')];
const RUNS = [
  // Four at once on two cores: many of the integration tests wait.
  { name: 'unit and integration tests', options: ['--selectProjects', 'unit', 'integration', '--maxWorkers', '4', ...inOrder] },
  // In one run, since they share one system, which takes half a minute to start.
  { name: withBrowser ? 'browser and end-to-end tests' : 'end-to-end tests', options: ['--selectProjects', 'e2e', ...(withBrowser ? ['browser'] : []), '--runInBand', ...inOrder] },
  // Once in about ten runs its own process had not ended 30 s after its results; what it had left open was not found. The services are processes of their own.
  { name: 'fault tests', options: ['--selectProjects', 'faults', '--runInBand', '--forceExit'] },
];

let interrupted = false;

/** One run of jest; its output goes where ours goes. */
function runJest({ name, options }, given, resultFile) {
  return new Promise((done) => {
    const jest = spawn(process.execPath, [
      require.resolve('jest/bin/jest'), '--config', path.join(ROOT, 'jest.config.js'), ...options, '--passWithNoTests', '--json', '--outputFile', resultFile, ...given,
    ], { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] });
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
    for (const [index, run] of RUNS.entries()) {
      if (interrupted) break;
      const begun = Date.now();
      const counts = await runJest(run, given, path.join(folder, `${index}.json`));
      console.error(`── ${run.name}: ${Math.round((Date.now() - begun) / 1000)} s`);
      for (const kind of Object.keys(total)) total[kind] += counts[kind];
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
