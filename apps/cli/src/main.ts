import { runCli } from './run-cli';

// A reader that has seen enough (`| head -1`) is no failure.
process.stdout.on('error', () => process.exit(0));
void runCli(process.argv.slice(2), {
  out: (text) => process.stdout.write(text), err: (text) => process.stderr.write(text),
  // Loaded only by commands that connect: the offline ones start faster without.
  env: async () => (await import('@lianzhi/platform')).processEnvironment(), now: () => new Date(),
}).then((code) => { process.exitCode = code; });
