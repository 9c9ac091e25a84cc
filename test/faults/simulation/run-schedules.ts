import { allFaults, faultKinds, type FaultsWanted } from './faults-wanted';
import { checkEnd, Watcher } from './invariants';
import { Schedule, type ScheduleOptions } from './schedule';

export interface Failure { seed: number; faults: FaultsWanted; steps?: number; reason: string; trace: readonly string[] }

export interface Outcome {
  schedules: number;
  seconds: number;
  /** Of this process's CPU: what a quiet machine would need. */
  cpuSeconds: number;
  /** How often what struck, over all schedules. */
  struck: ReadonlyMap<string, number>;
  failure?: Failure;
}

/** One schedule. Returns why it fails, or undefined. */
export async function trySchedule(options: ScheduleOptions): Promise<{ schedule: Schedule; reason?: string }> {
  const schedule = new Schedule(options);
  const watcher = new Watcher();
  try {
    await schedule.run((now) => watcher.step(now));
    checkEnd(schedule);
    return { schedule };
  } catch (error) {
    return { schedule, reason: (error as Error).stack ?? String(error) };
  }
}

/** Schedules of the seeds from `seed` on, until the time is up or one fails; that one is made smaller. */
export async function runSchedules({ seed, budgetMs, most = Infinity }: { seed: number; budgetMs: number; most?: number }): Promise<Outcome> {
  const struck = new Map<string, number>();
  const begun = performance.now();
  const cpuBegun = process.cpuUsage();
  const cpuSeconds = (): number => process.cpuUsage(cpuBegun).user / 1e6 + process.cpuUsage(cpuBegun).system / 1e6;
  let schedules = 0;
  const elapsed = (): number => (performance.now() - begun) / 1000;
  for (; schedules < most && elapsed() * 1000 < budgetMs; schedules += 1) {
    const { schedule, reason } = await trySchedule({ seed: seed + schedules });
    for (const [what, times] of schedule.simulation.struck) struck.set(what, (struck.get(what) ?? 0) + times);
    if (reason !== undefined) return { schedules: schedules + 1, seconds: elapsed(), cpuSeconds: cpuSeconds(), struck, failure: await smaller(seed + schedules) };
  }
  return { schedules, seconds: elapsed(), cpuSeconds: cpuSeconds(), struck };
}

/** The same seed with as few kinds of faults and as few steps as still fail. */
async function smaller(seed: number): Promise<Failure> {
  const fails = async (faults: FaultsWanted, steps?: number): Promise<boolean> => (await trySchedule({ seed, faults, steps })).reason !== undefined;
  let faults = allFaults;
  for (const kind of faultKinds) {
    const fewer = new Set([...faults].filter((one) => one !== kind));
    if (await fails(fewer)) faults = fewer;
  }
  let steps: number | undefined;
  for (const fewer of [10, 20, 30, 40, 50, 60, 80, 100, 130, 160, 200]) {
    if (!(await fails(faults, fewer))) continue;
    steps = fewer;
    break;
  }
  const { schedule, reason } = await trySchedule({ seed, faults, steps, traced: true });
  return { seed, faults, steps, reason: reason ?? 'does not fail again', trace: schedule.simulation.trace };
}
