import type { Limit, RuleSource } from '../obligation-rule';
import { addDays, addMonths, endOfDay, shanghaiDate, toShanghaiIso, type LegalDate } from '../shanghai-time';
import type { Calendar } from './calendar';
import type { Counted } from './count-elapsed';
import { amount, countingArticle, isCriminal, LEFT_OUT, NO_LAST_DAY, restDaySteps, weekday, type DerivationStep } from './derivation';
import { daysEndedIn, type Pause } from './pauses';

interface Counting { limit: Limit; calendar: Calendar; source?: RuleSource; steps: DerivationStep[] }

/** Limits in days, working days, months and years: they end when their last day ends. */
export function countDays(startedAt: number, limit: Limit, calendar: Calendar, pauses: readonly Pause[], source?: RuleSource): Counted {
  const counting: Counting = { limit, calendar, source, steps: [] };
  const nominal = nominalLastDay(shanghaiDate(startedAt), counting);
  const last = limit.unit === 'workday' && limit.n > 0 ? pauseWorkdays(nominal, pauses, counting) : pauseDays(nominal, pauses, counting);
  return { dueAt: endOfDay(last), steps: counting.steps };
}

/** The last day before pauses and before a rest day moves it. */
function nominalLastDay(start: LegalDate, counting: Counting): LegalDate {
  const { limit, steps, source } = counting;
  if (limit.n === 0) {
    steps.push({ step: 'counted', date: start, zh: `当日（${start}）届满`, en: `ends the same day (${start})` });
    return start;
  }
  const article = countingArticle(source);
  steps.push({ step: 'not-counted', date: start, zh: `起算日${start}不计入（${article.zh}）`, en: `the starting day ${start} is not counted (${article.en})` });
  if (limit.unit === 'workday') return countWorkdays(start, limit.n, counting);
  return limit.unit === 'day' ? countCalendarDays(start, counting) : countMonths(start, counting);
}

function countCalendarDays(start: LegalDate, { limit, steps }: Counting): LegalDate {
  const [first, last] = [addDays(start, 1), addDays(start, limit.n)];
  steps.push(limit.n === 1
    ? { step: 'counted', date: first, zh: `第1日：${first}`, en: `day 1: ${first}` }
    : { step: 'counted', date: first, zh: `第1日至第${limit.n}日：${first}至${last}（自然日，期间内的节假日计入）`, en: `days 1 to ${limit.n}: ${first} to ${last} (calendar days, holidays inside are counted)` });
  return last;
}

function countMonths(start: LegalDate, { limit, steps }: Counting): LegalDate {
  const last = addMonths(start, limit.unit === 'year' ? limit.n * 12 : limit.n);
  const clamped = last.slice(8) !== start.slice(8);
  const length = amount(limit);
  steps.push({
    step: 'counted', date: last,
    zh: `${length.zh}，至${last}${clamped ? `（该月无${Number(start.slice(8))}日，取月末）` : '（对应日）'}`,
    en: `${length.en}, to ${last} ${clamped ? `(that month has no day ${Number(start.slice(8))}: its last day)` : '(the same day number)'}`,
  });
  return last;
}

function countWorkdays(start: LegalDate, n: number, { calendar, steps }: Counting): LegalDate {
  let day = start;
  for (let i = 1; i <= n; i += 1) {
    const next = calendar.nextWorkday(day);
    steps.push(...restDaySteps(daysBetween(day, next), LEFT_OUT, calendar), workdayStep(i, next, calendar));
    day = next;
  }
  return day;
}

function workdayStep(i: number, date: LegalDate, calendar: Calendar): DerivationStep {
  const { zh, en } = weekday(date);
  return calendar.isMakeUpWorkday(date)
    ? { step: 'make-up-workday', date, zh: `第${i}个工作日：${date}（${zh}，调休上班）`, en: `working day ${i}: ${date} (${en}, a make-up working day)` }
    : { step: 'counted', date, zh: `第${i}个工作日：${date}（${zh}）`, en: `working day ${i}: ${date} (${en})` };
}

/** A pause moves the last day by the working days whose end fell inside it. */
function pauseWorkdays(nominal: LegalDate, pauses: readonly Pause[], { calendar, steps }: Counting): LegalDate {
  let last = nominal;
  for (const pause of pauses) {
    if (pause.from >= endOfDay(last)) break;
    const lost = daysEndedIn(pause).filter((day) => calendar.isWorkday(day)).length;
    for (let i = 0; i < lost; i += 1) last = calendar.nextWorkday(last);
    steps.push(pauseStep(pause, lost, 'workday', last));
  }
  return last;
}

/**
 * A pause moves the last day by the days whose end fell inside it, and the rest-day rule is applied to the day so found.
 * Only a pause that begins within the rest days passed over is counted from the day on which they ended.
 */
function pauseDays(nominal: LegalDate, pauses: readonly Pause[], counting: Counting): LegalDate {
  let day = nominal;
  for (const pause of pauses) {
    const rolled = movesOn(counting) ? counting.calendar.workdayOnOrAfter(day) : day;
    if (pause.from >= endOfDay(rolled)) break;
    if (pause.from >= endOfDay(day)) day = roll(day, counting);
    const lost = daysEndedIn(pause).length;
    day = addDays(day, lost);
    counting.steps.push(pauseStep(pause, lost, 'day', day));
  }
  return movesOn(counting) ? roll(day, counting) : stay(day, counting);
}

const movesOn = ({ limit }: Counting): boolean => limit.restDay !== 'same';

function roll(day: LegalDate, { calendar, steps, source }: Counting): LegalDate {
  const next = calendar.workdayOnOrAfter(day);
  const name = weekday(day);
  if (next === day) {
    if (calendar.isMakeUpWorkday(day)) steps.push({ step: 'make-up-workday', date: day, zh: `届满日${day}为${name.zh}，但调休上班，不顺延`, en: `the last day ${day} is a ${name.en} but a make-up working day: it stays` });
    return day;
  }
  const article = countingArticle(source);
  steps.push(...restDaySteps([day, ...daysBetween(day, next)], NO_LAST_DAY, calendar));
  if (calendar.isMakeUpWorkday(next)) steps.push({ step: 'make-up-workday', date: next, zh: `${next}（${weekday(next).zh}）调休上班，不是休息日`, en: `${next} (${weekday(next).en}) is a make-up working day, not a rest day` });
  steps.push({ step: 'rolled', date: next, zh: `届满日${day}为法定休假日，顺延至${next}（${article.zh}）`, en: `the last day ${day} is a rest day, moved to ${next} (${article.en})` });
  return next;
}

/** `restDay: same`: the calendar is not asked for the result, only for the words, so nothing becomes provisional. */
function stay(day: LegalDate, { steps, source }: Counting): LegalDate {
  steps.push(isCriminal(source)
    ? { step: 'counted', date: day, zh: `届满日${day}，在押期间不因节假日延长（刑事诉讼法第一百零五条第四款）`, en: `last day ${day}: custody is not lengthened by holidays (Criminal Procedure Law art. 105 ¶4)` }
    : { step: 'counted', date: day, zh: `届满日${day}，遇节假日不顺延`, en: `last day ${day}: not moved by rest days` });
  return day;
}

export function pauseStep({ from, to }: Pause, lost: number, unit: 'day' | 'workday', last: LegalDate): DerivationStep {
  const [begin, end] = [toShanghaiIso(from), toShanghaiIso(to)];
  const length = amount({ n: lost, unit });
  return lost === 0
    ? { step: 'pause', date: last, at: begin, zh: `${begin}至${end}暂停，其间没有${unit === 'day' ? '一日' : '工作日'}终了，届满日不变`, en: `paused from ${begin} to ${end}: no ${unit === 'day' ? 'day' : 'working day'} ended inside, nothing moves` }
    : { step: 'pause', date: last, at: begin, zh: `${begin}至${end}暂停，顺延${length.zh}至${last}`, en: `paused from ${begin} to ${end}: moved by ${length.en} to ${last}` };
}

/** The days strictly between two days. */
function daysBetween(after: LegalDate, before: LegalDate): LegalDate[] {
  const days: LegalDate[] = [];
  for (let day = addDays(after, 1); day < before; day = addDays(day, 1)) days.push(day);
  return days;
}
