import type { components } from '../api/generated/court';

export type Measure = components['schemas']['Measure'];

const DAY = 86_400_000;
export const shanghaiDay = (now: number): string => new Date(now + 8 * 3_600_000).toISOString().slice(0, 10);
export const addDays = (day: string, count: number): string => new Date(Date.parse(`${day}T00:00:00Z`) + count * DAY).toISOString().slice(0, 10);
/** Whole days until its last day is over; negative once it has passed. */
export const daysLeft = (until: string, today: string): number => Math.round((Date.parse(`${until}T00:00:00Z`) - Date.parse(`${today}T00:00:00Z`)) / DAY);

/** From so many days before the end it is time to renew. */
export const SOON = 30;
export type Standing = 'in_time' | 'at_risk' | 'lapsed' | 'waiting' | 'ended' | 'open_end' | 'asked';
export type LapseGroup = 'd7' | 'd30' | 'd60' | 'later' | 'waiting' | 'ended';

export const renewalSent = ({ pending }: Pick<Measure, 'pending'>): boolean => pending.some(({ act }) => act === 'renew');

/** How it stands on that day, as people look after it. A waiting one 轮候 has no term of its own. */
export function standingOf(measure: Pick<Measure, 'state' | 'until' | 'pending'>, today: string): Standing {
  if (measure.state === 'waiting' || measure.state === 'asked') return measure.state;
  if (measure.state === 'lapsed') return 'lapsed';
  if (measure.state !== 'in_effect') return 'ended';
  if (measure.until === null) return 'open_end';
  return daysLeft(measure.until, today) <= SOON && !renewalSent(measure) ? 'at_risk' : 'in_time';
}

export function lapseGroup(measure: Pick<Measure, 'state' | 'until'>, today: string): LapseGroup {
  if (measure.state === 'waiting') return 'waiting';
  if (measure.state !== 'in_effect') return 'ended';
  const left = measure.until === null ? Infinity : daysLeft(measure.until, today);
  return left <= 7 ? 'd7' : left <= 30 ? 'd30' : left <= 60 ? 'd60' : 'later';
}

/** Whether its renewal could be sent now. */
export const canRenew = (measure: Pick<Measure, 'state' | 'until' | 'pending' | 'renewedBy'>): boolean => measure.state === 'in_effect' && measure.until !== null && measure.renewedBy !== null && !renewalSent(measure);

/** Those that it is time to renew. */
export const toRenewSoon = <M extends Pick<Measure, 'state' | 'until' | 'pending' | 'renewedBy'>>(measures: readonly M[], today: string): M[] => measures.filter((one) => canRenew(one) && standingOf(one, today) === 'at_risk');
