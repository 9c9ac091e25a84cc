import type { Outcome } from './run-schedules';

/** What a run of schedules found, in words. */
export function reportOf({ schedules, seconds, cpuSeconds, struck, failure }: Outcome): string {
  const faults = [...struck].sort().map(([what, times]) => `${what} ${times}`).join(', ');
  const lines = [`${schedules} schedules in ${seconds.toFixed(1)} s (${Math.round(schedules / seconds * 60)} a minute, ${Math.round(schedules / cpuSeconds * 60)} a minute of CPU); struck: ${faults}`];
  if (failure) {
    lines.push(
      `seed ${failure.seed} fails${failure.steps === undefined ? '' : ` within ${failure.steps} steps`}, with the faults ${[...failure.faults].join(', ') || '(none)'}:`,
      ...failure.trace.slice(-60), failure.reason, `Again: npm run test:faults -- --only simulation --seed ${failure.seed} --schedules 1`,
    );
  }
  return lines.join('\n');
}
