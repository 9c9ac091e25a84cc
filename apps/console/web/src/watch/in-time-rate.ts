import type { Days } from './use-watch';

/** What was answered in these days, and what of it in time. */
export interface InTime { answered: number; inTime: number }

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** By the agency that was asked; an agency that answered nothing has zeros, one that the days do not know is absent. Pure. */
export const inTimeByAgency = ({ byAgency }: Pick<Days, 'byAgency'>): ReadonlyMap<string | null, InTime> =>
  new Map(byAgency.map(({ agency, answered, answeredInTime }) => [agency, { answered: sum(answered), inTime: sum(answeredInTime) }]));

export const inTimeOf = ({ days }: Pick<Days, 'days'>): InTime => ({ answered: sum(days.map(({ answered }) => answered)), inTime: sum(days.map(({ answeredInTime }) => answeredInTime)) });

/** 95.6%; a dash where nothing was answered, since no answers are no failure. Never rounded up to 100. */
export function rateWords({ answered, inTime }: InTime): string {
  return answered === 0 ? '–' : `${(Math.floor((inTime / answered) * 1000) / 10).toFixed(1)}%`;
}
