import 'reflect-metadata';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { resolve } from 'node:path';
import { ExchangeBench, type ExchangeFigures } from './exchanges';
import { measureLimits, type Limits } from './limits';
import { startLocalInstance, type LocalInstance } from './local-instance';
import { measureClientKafka } from './peers/client-kafka';
import { measurePlainWay } from './peers/plain-way';
import { benchTable, openRequestsTable } from './bench-table';
import { OpenRequestsBench, type OpenRequestsFigures } from './open-requests';
import { measureStages, type StageFigures } from './stages';

const root = resolve(__dirname, '..', '..', '..');
const concurrencies = [1, 64, 256] as const;

export interface BenchResults {
  machine: { cpus: number; model: string; memoryGiB: number; node: string; commit: string; date: string };
  exchanges: Record<string, ExchangeFigures>;
  limits: Limits;
  stages: StageFigures;
  openRequests: OpenRequestsFigures[];
  peers: { clientKafka: Record<string, number>; plainWay: Record<string, number> };
}

/**
 * `npm run bench [-- --seconds 20] [--open-requests 10000,100000,1000000]`: measures, prints two tables, writes bench-results.json. Never part of the tests.
 * A million open requests take 4 GB of disk and some minutes to be made.
 */
async function runBench(seconds: number, openRequests: readonly number[]): Promise<void> {
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
    process.stderr.write('the plain way …\n');
    const plainWay = await measurePlainWay(instance, [1, 64], Math.min(8, seconds));
    process.stderr.write('relay and ingest by themselves …\n');
    const stages = await measureStages(instance);
    const open = await measureOpenRequests(instance, openRequests);
    const results: BenchResults = { machine: machine(), exchanges, limits, stages, openRequests: open, peers: { clientKafka, plainWay } };
    writeFileSync(resolve(root, 'bench-results.json'), `${JSON.stringify(results, null, 2)}\n`);
    process.stdout.write(`${benchTable(results)}\n${openRequestsTable(results.openRequests)}`);
  } finally {
    await instance.stop();
  }
}

function machine(): BenchResults['machine'] {
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim();
  return { cpus: cpus().length, model: cpus()[0]?.model ?? '', memoryGiB: Math.round(totalmem() / 2 ** 30), node: process.version, commit, date: new Date().toISOString().slice(0, 10) };
}

async function measureOpenRequests(instance: LocalInstance, sizes: readonly number[]): Promise<OpenRequestsFigures[]> {
  const bench = new OpenRequestsBench(instance);
  await bench.prepare();
  const figures: OpenRequestsFigures[] = [];
  for (const size of sizes) {
    process.stderr.write(`coordinator with ${size} open requests …\n`);
    // The clock moves with the last one only: from then on everything is late.
    figures.push(await bench.measure(size, { overdue: size === sizes.at(-1) }));
  }
  await bench.close();
  return figures;
}

const option = (name: string, otherwise: string): string => (process.argv.includes(name) ? process.argv[process.argv.indexOf(name) + 1] ?? otherwise : otherwise);
runBench(Number(option('--seconds', '20')), option('--open-requests', '10000,100000').split(',').map(Number)).then(() => process.exit(0), (error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(1);
});
