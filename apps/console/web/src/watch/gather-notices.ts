import type { ItemStep } from './use-watch';

export type GatheredStep = ItemStep & { told: string[] };

const minute = ({ at }: ItemStep): string => at.slice(0, 16);

/** What several were told of the same thing in the same minute stands once, with all of them. Pure. */
export function gatherNotices(steps: readonly ItemStep[]): GatheredStep[] {
  const gathered: GatheredStep[] = [];
  for (const step of steps) {
    const same = step.kind !== 'notice' ? undefined : gathered.find((one) => one.kind === 'notice' && minute(one) === minute(step) && one.name === step.name && one.obligation === step.obligation && one.step === step.step && one.until === step.until);
    if (same === undefined) gathered.push({ ...step, told: [step.to] });
    else if (!same.told.includes(step.to)) same.told.push(step.to);
  }
  return gathered;
}
