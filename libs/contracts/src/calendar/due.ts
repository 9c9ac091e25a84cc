import type { Limit } from '../obligation-rule';
import { addDays, endOfDay, isLegalDate, lastDayOf, parseInstant, startOfDay, toShanghaiIso } from '../shanghai-time';
import type { Calendar } from './calendar';
import { countDays, pauseStep } from './count-days';
import { countElapsed, isElapsed, movePastPauses, type Counted } from './count-elapsed';
import { endStep, provisionalStep, startStep, type CitedRule, type DerivationStep } from './derivation';
import { daysEndedIn, mergePauses, type Pause } from './pauses';
import { recordUnpublished } from './record-unpublished';

export interface DueInput {
  /** ms */
  startedAt: number;
  /** A length, or the fixed end of a watch or appointment: a date means the end of that day, an instant that instant. */
  limit: Limit | { until: string };
  calendar: Calendar;
  /** Finished pauses, in any order. They do not move an `until`. */
  pauses?: readonly Pause[];
  /** The date (its end) or instant that an extension 延期 set; it never shortens. */
  extendedUntil?: string;
  /** The rule with its source: words the derivation for civil, criminal or policy counting. */
  article?: CitedRule;
  /** Hours of a limit of law under art. 85 ¶2, whose starting hour does not count; `counted` (elapsed time) when left out. */
  startingHour?: 'counted' | 'not-counted';
}

export interface Due {
  /** ms; the end of a day is 00:00 of the next, Asia/Shanghai. */
  dueAt: number;
  /** The result rests on a day of a year whose holiday notice is not published: compute again when it is. */
  provisional: boolean;
  derivation: DerivationStep[];
}

const UNITS: readonly Limit['unit'][] = ['minute', 'hour', 'day', 'workday', 'month', 'year'];

/**
 * When a time limit 办理时限 ends, and why (民事诉讼法 2023 art. 85, 刑事诉讼法 2018 art. 105).
 *
 * - `minute`, `hour`: elapsed time from the start instant, through nights and holidays (held at 23:40, 24 h: 23:40 the next day).
 *   With `startingHour: 'not-counted'` hours are counted from the next full hour.
 * - `day`, `month`, `year`: the starting day is not counted; ends when the last day ends. A last day that is a rest day moves
 *   to the first following day that is not, unless `restDay: 'same'` (custody). Month ends clamp: 31 Jan + 1 month = 28 or 29 Feb.
 * - `workday`: only working days count, make-up Saturdays and Sundays included.
 * - `n: 0` ends with the starting day.
 * - Pauses move hours and minutes by their duration, days (working days) by those whose end fell inside.
 *
 * @throws RangeError for a limit, date or instant that does not exist
 */
export function computeDue(input: DueInput): Due {
  const { startedAt, limit, article } = input;
  const { calendar, unpublished } = recordUnpublished(input.calendar);
  const pauses = mergePauses(input.pauses ?? [], startedAt);
  const counted = 'until' in limit ? fixedEnd(limit.until) : count({ ...input, calendar }, checked(limit), pauses);
  const extended = extend(counted, { ...input, calendar }, pauses);
  return {
    dueAt: extended.dueAt,
    provisional: unpublished.size > 0,
    derivation: [startStep(startedAt, article), ...extended.steps, endStep(extended.dueAt), ...[...unpublished].sort().map(provisionalStep)],
  };
}

/** The instant that an `until` (envelope attribute, extension) means. @throws RangeError when it is neither date nor instant */
export function untilInstant(until: string): number {
  return isLegalDate(until) ? endOfDay(until) : parseInstant(until);
}

function checked(limit: Limit): Limit {
  const known = UNITS.includes(limit.unit) && Number.isInteger(limit.n) && limit.n >= 0;
  if (!known) throw new RangeError(`not a limit: ${String(limit.n)} ${String(limit.unit)}`);
  return limit;
}

function count({ startedAt, calendar, article, startingHour = 'counted' }: DueInput, limit: Limit, pauses: Pause[]): Counted {
  return isElapsed(limit)
    ? countElapsed(startedAt, limit, pauses, startingHour, article)
    : countDays(startedAt, limit, calendar, pauses, article);
}

function fixedEnd(until: string): Counted {
  const dueAt = untilInstant(until);
  return { dueAt, steps: [{ step: 'counted', date: lastDayOf(dueAt), at: toShanghaiIso(dueAt), zh: `期限载明至${until}，不因节假日顺延`, en: `set until ${until}, not moved by rest days` }] };
}

/** An extension's date stands as granted; only pauses that began after the original end move it. */
function extend(counted: Counted, { extendedUntil, limit, calendar }: DueInput, pauses: Pause[]): Counted {
  if (extendedUntil === undefined) return counted;
  const until = untilInstant(extendedUntil);
  const at = toShanghaiIso(until);
  const original = toShanghaiIso(counted.dueAt);
  if (until <= counted.dueAt) {
    return { ...counted, steps: [...counted.steps, { step: 'extension', at, zh: `延期至${extendedUntil}早于原届满时间${original}，以原届满时间为准`, en: `extended until ${extendedUntil}, which is not after the original end ${original}: that stands` }] };
  }
  const step: DerivationStep = { step: 'extension', date: lastDayOf(until), at, zh: `原于${original}届满，延期至${extendedUntil}，不因节假日顺延`, en: `would have ended at ${original}, extended until ${extendedUntil}, not moved by rest days` };
  const moved = 'until' in limit ? { dueAt: until, steps: [] } : pauseExtension(until, limit, pauses.filter(({ from }) => from >= counted.dueAt), calendar);
  return { dueAt: moved.dueAt, steps: [...counted.steps, step, ...moved.steps] };
}

function pauseExtension(until: number, limit: Limit, pauses: Pause[], calendar: Calendar): Counted {
  if (isElapsed(limit)) return movePastPauses(until, pauses);
  const unit = limit.unit === 'workday' ? 'workday' : 'day';
  const steps: DerivationStep[] = [];
  let dueAt = until;
  for (const pause of pauses) {
    if (pause.from >= dueAt) break;
    const lost = daysEndedIn(pause).filter((day) => unit === 'day' || calendar.isWorkday(day)).length;
    const before = lastDayOf(dueAt);
    let last = before;
    for (let i = 0; i < lost; i += 1) last = unit === 'workday' ? calendar.nextWorkday(last) : addDays(last, 1);
    dueAt += startOfDay(last) - startOfDay(before);
    steps.push(pauseStep(pause, lost, unit, last));
  }
  return { dueAt, steps };
}
