import { parseArgs } from 'node:util';
import { Chance } from './simulation/chance';
import { simulate } from './simulation/main';
import { everyday, FaultRun, linesOf } from './fault-run';
import { faults, shortFaults, type Fault } from './faults';

const all = ['court', 'police', 'procuratorate', 'land-registry', 'bank', 'partner', 'coordinator'];

const help = `npm run test:faults [-- --minutes N] [--seed S] [--only name[,name]] [--short] [--all-services] [--keep] [--list]
One thing after another goes wrong, then one drawn after another, until the time is up; after each the auditor looks.
--short: those of npm test. --only simulation runs the simulated schedules (--schedules N).`;

/** Every fault once in an order drawn from the seed, then any, for so many minutes. @returns whether everything held */
async function main(args: string[]): Promise<boolean> {
  const { values } = parseArgs({ args, options: {
    minutes: { type: 'string' }, seed: { type: 'string' }, only: { type: 'string' }, schedules: { type: 'string' }, 'all-services': { type: 'boolean' }, short: { type: 'boolean' }, keep: { type: 'boolean' }, list: { type: 'boolean' }, help: { type: 'boolean' },
  } });
  if (values.help || values.list) {
    console.log(values.help ? help : faults.map(({ name }) => name).join('\n'));
    return true;
  }
  if (values.only === 'simulation') return simulate(args.filter((arg) => arg !== '--only' && arg !== 'simulation'));
  const seed = Number(values.seed ?? Date.now() % 1_000_000_000);
  const services = values['all-services'] ? all : everyday;
  const chosen = values.only?.split(',').map(named) ?? (values.short ? shortFaults : faults.filter(({ needs = [] }) => needs.every((service) => services.includes(service))));
  console.log(`faults from seed ${seed}`);
  const run = await FaultRun.start({ seed, pace: values.short ? 0.1 : 1, perSecond: 12, patienceMs: 300_000, services });
  console.log(`started in ${process.uptime().toFixed(0)} s`);
  process.once('SIGINT', () => void run.close().finally(() => process.exit(130)));
  let held = true;
  try {
    const until = performance.now() + Number(values.minutes ?? 0) * 60_000;
    for (const fault of inTurn(chosen, new Chance(seed), () => performance.now() < until)) {
      const outcome = await run.suffer(fault);
      console.log(linesOf(outcome));
      held &&= outcome.faults.length === 0;
    }
    console.log(`callers met: ${[...run.refused].map(([what, times]) => `${what} × ${times}`).join(', ') || 'nothing else'}`);
  } finally {
    if (values.keep || !held) console.log(`kept: ${run.world.folder}`);
    await run.close(values.keep === true || !held);
  }
  return held;
}

function named(name: string): Fault {
  const fault = faults.find((one) => one.name === name);
  if (!fault) throw new RangeError(`no fault ${name}; --list names them`);
  return fault;
}

function* inTurn(chosen: readonly Fault[], chance: Chance, more: () => boolean): Generator<Fault> {
  const left = [...chosen];
  while (left.length > 0) yield left.splice(chance.below(left.length), 1)[0]!;
  while (more()) yield chance.pick(chosen);
}

void main(process.argv.slice(3)).then((held) => { process.exitCode = held ? 0 : 1; }, (error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
