import { parseArgs } from 'node:util';
import { reportOf } from './report';
import { runSchedules } from './run-schedules';

/** `npm run test:faults -- --only simulation [--seed S] [--minutes N] [--schedules N]`. Returns whether all held. */
export async function simulate(args: readonly string[]): Promise<boolean> {
  const { values } = parseArgs({ args: [...args], strict: false, options: { seed: { type: 'string' }, minutes: { type: 'string' }, schedules: { type: 'string' } } });
  const seed = values.seed === undefined ? Date.now() % 1_000_000_000 : Number(values.seed);
  console.log(`simulation, from seed ${seed}`);
  const outcome = await runSchedules({ seed, budgetMs: Number(values.minutes ?? 1) * 60_000, most: values.schedules === undefined ? Infinity : Number(values.schedules) });
  console.log(reportOf(outcome));
  return outcome.failure === undefined;
}

if (require.main === module) void simulate(process.argv.slice(2)).then((held) => { process.exitCode = held ? 0 : 1; });
