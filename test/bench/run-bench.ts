import 'reflect-metadata';
import { resolve } from 'node:path';
import { benchTables } from './bench-table';
import { ExchangeBench } from './exchanges';
import { measureFlood } from './flood';
import { measureLimits } from './limits';
import { startLocalInstance, type LocalInstance } from './local-instance';
import { OpenRequestsBench } from './open-requests';
import { measureClientKafka } from './peers/client-kafka';
import { measurePlainWay } from './peers/plain-way';
import { machineNow, parts, writeResult, type Figures, type Measured, type Part, type Results } from './results';
import { measureStages } from './stages';

const root = resolve(__dirname, '..', '..', '..');
const usage = `npm run bench -- [options]: measures this machine with everything on it; never part of the tests. Prints tables, and writes one JSON file for each part.
  --only exchanges,peers,stages,coordinator,flood   which parts; default: all
  --seconds 20              how long exchanges are driven at each concurrency (300: sustained)
  --at 1,64,256             how many exchanges at once
  --open-requests 10000,100000,1000000   sizes for the coordinator; a million take 4 GB of disk
  --flood 50000             requests that flood one lane
  --record                  writes to docs/bench, of which docs/performance.md is made, instead of bench-results`;

interface Options { only: readonly Part[]; seconds: number; at: readonly number[]; openRequests: readonly number[]; flood: number; folder: string }

const say = (text: string): void => void process.stderr.write(`${text}\n`);

const measure: { [P in Part]: (instance: LocalInstance, options: Options) => Promise<Figures[P]> } = {
  async exchanges(instance, { at, seconds }) {
    const bench = new ExchangeBench(instance);
    await bench.prepare();
    say('warming up …');
    await bench.warmUp(Math.min(20, seconds));
    const figures: Figures['exchanges'] = {};
    for (const concurrent of at) {
      say(`exchanges, ${concurrent} at once …`);
      figures[`c${concurrent}`] = await bench.run(concurrent, seconds);
      say(`  ${JSON.stringify(figures[`c${concurrent}`])}`);
    }
    bench.close();
    return figures;
  },
  async peers(instance, { seconds }) {
    say('stock ClientKafka.send …');
    const clientKafka = await measureClientKafka(instance, [1, 64, 256], Math.min(8, seconds));
    say('the plain way …');
    return { clientKafka, plainWay: await measurePlainWay(instance, [1, 64, 256], Math.min(8, seconds)) };
  },
  stages(instance) {
    say('relay and ingest by themselves …');
    return measureStages(instance);
  },
  async coordinator(instance, { openRequests }) {
    const bench = new OpenRequestsBench(instance);
    await bench.prepare();
    const figures: Figures['coordinator'] = [];
    for (const size of openRequests) {
      say(`coordinator with ${size} open requests …`);
      figures.push(await bench.measure(size, size === openRequests[0]));
      say(`  ${JSON.stringify(figures.at(-1))}`);
    }
    await bench.close();
    return figures;
  },
  flood(instance, { flood, seconds }) {
    say('one lane flooded …');
    return measureFlood(instance, flood, seconds);
  },
};

async function runBench(options: Options): Promise<void> {
  const machine = machineNow(root);
  say('starting a local instance …');
  const instance = await startLocalInstance(root);
  const results: Results = {};
  try {
    const conditions = { ...machine, limits: await measureLimits(instance, Math.min(5, options.seconds)) };
    for (const part of parts.filter((name) => options.only.includes(name))) {
      const result = { part, conditions, figures: await measure[part](instance, options) } as Measured;
      writeResult(options.folder, result);
      (results as Record<Part, Measured>)[part] = result;
    }
    process.stdout.write(benchTables(results));
  } finally {
    await instance.stop();
  }
}

const option = (name: string, otherwise: string): string => (process.argv.includes(name) ? process.argv[process.argv.indexOf(name) + 1] ?? otherwise : otherwise);
const numbers = (text: string): number[] => text.split(',').map(Number);

function readOptions(): Options {
  const only = option('--only', parts.join(',')).split(',') as Part[];
  const [seconds, flood] = [Number(option('--seconds', '20')), Number(option('--flood', '50000'))];
  const [at, openRequests] = [numbers(option('--at', '1,64,256')), numbers(option('--open-requests', '10000,100000'))];
  if (only.some((name) => !parts.includes(name)) || [seconds, flood, ...at, ...openRequests].some((n) => !(n > 0))) throw new Error(usage);
  return { only, seconds, at, openRequests, flood, folder: resolve(root, process.argv.includes('--record') ? 'docs/bench' : 'bench-results') };
}

async function main(): Promise<void> {
  if (process.argv.includes('--help')) return say(usage);
  await runBench(readOptions());
}

main().then(() => process.exit(0), (error: unknown) => {
  say(error instanceof Error ? error.stack ?? error.message : String(error));
  process.exit(1);
});
