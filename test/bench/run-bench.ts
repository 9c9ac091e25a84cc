import 'reflect-metadata';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { resolve } from 'node:path';
import { ExchangeBench, type ExchangeFigures } from './exchanges';
import { measureLimits, type Limits } from './limits';
import { startLocalInstance } from './local-instance';
import { measureClientKafka } from './peers/client-kafka';
import { benchTable } from './bench-table';

const root = resolve(__dirname, '..', '..', '..');
const concurrencies = [1, 64, 256] as const;

export interface BenchResults {
  machine: { cpus: number; model: string; memoryGiB: number; node: string; commit: string; date: string };
  exchanges: Record<string, ExchangeFigures>;
  limits: Limits;
  peers: { clientKafka: Record<string, number> };
}

/** `npm run bench [-- --seconds 20]`: measures, prints one table, writes bench-results.json. Never part of the tests. */
async function runBench(seconds: number): Promise<void> {
  process.stderr.write('starting a local instance …\n');
  const instance = await startLocalInstance(root);
  try {
    const limits = await measureLimits(instance, Math.min(5, seconds));
    const bench = new ExchangeBench(instance);
    await bench.prepare();
    process.stderr.write('warming up …\n');
    await bench.warmUp(seconds);
    const exchanges: Record<string, ExchangeFigures> = {};
    for (const concurrent of concurrencies) {
      process.stderr.write(`exchanges, ${concurrent} at once …\n`);
      exchanges[`c${concurrent}`] = await bench.run(concurrent, seconds);
      process.stderr.write(`  ${JSON.stringify(exchanges[`c${concurrent}`])}\n`);
    }
    bench.close();
    process.stderr.write('stock ClientKafka.send …\n');
    const clientKafka = await measureClientKafka(instance, [1, 64], Math.min(8, seconds));
    const results: BenchResults = { machine: machine(), exchanges, limits, peers: { clientKafka } };
    writeFileSync(resolve(root, 'bench-results.json'), `${JSON.stringify(results, null, 2)}\n`);
    process.stdout.write(benchTable(results));
  } finally {
    await instance.stop();
  }
}

function machine(): BenchResults['machine'] {
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim();
  return { cpus: cpus().length, model: cpus()[0]?.model ?? '', memoryGiB: Math.round(totalmem() / 2 ** 30), node: process.version, commit, date: new Date().toISOString().slice(0, 10) };
}

const at = process.argv.indexOf('--seconds');
runBench(at > 0 ? Number(process.argv[at + 1]) : 20).then(() => process.exit(0), (error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(1);
});
