import type { LadderStep, Side } from '@lianzhi/contracts';
import type { Directory } from '../directory';
import { supervisorsOf } from './region';

/** What of the directory climbing needs. */
export type Hierarchy = Pick<Directory, 'organisation' | 'organisations' | 'superiors'>;

export interface Ends {
  from: string;
  to: string;
  owedBy: Side;
}

/** The organisations that a step tells, each once, never one of the two ends themselves. */
export function targetsOf(step: LadderStep, { from, to, owedBy }: Ends, directory: Hierarchy): string[] {
  const end = (side: Side): string => (side === 'requester' ? from : to);
  const found = step.to.map((target) => {
    if ('superiorOf' in target) return upwards(directory.superiors(end(target.superiorOf)), target.level);
    const region = directory.organisation(end(owedBy))?.region;
    return region === undefined ? undefined : upwards(supervisorsOf(region, directory.organisations()), target.level);
  });
  return [...new Set(found.flatMap((organisation) => (organisation ? [organisation.code] : [])))].filter((code) => code !== from && code !== to);
}

const upwards = <T>(chain: readonly T[], level: number): T | undefined => chain[Math.min(level, chain.length) - 1];
