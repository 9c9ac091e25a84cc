import type { Bilingual } from '../bilingual';
import type { Limit, RuleSource } from '../obligation-rule';
import { lastDayOf, startOfDay, toShanghaiIso, shanghaiDate, weekdayOf, type LegalDate } from '../shanghai-time';
import type { Calendar } from './calendar';

/** How a due time came about, in words an officer can check against the law. The step names are part of the API: do not rename. */
export interface DerivationStep extends Bilingual {
  step: 'start' | 'not-counted' | 'counted' | 'rest-day' | 'rolled' | 'make-up-workday' | 'pause' | 'extension' | 'end' | 'provisional';
  /** The (first) day that the step is about. */
  date?: LegalDate;
  /** The instant that the step is about, RFC 3339 in +08:00. */
  at?: string;
}

/** What the first step cites. `validFrom` and `region` are those of a row that changed what the contract declares. */
export interface CitedRule extends RuleSource { id?: string; validFrom?: LegalDate; region?: string }

const CIVIL: Bilingual = { zh: '民事诉讼法第八十五条', en: 'Civil Procedure Law art. 85' };
const CRIMINAL: Bilingual = { zh: '刑事诉讼法第一百零五条', en: 'Criminal Procedure Law art. 105' };
/** Documents whose periods are criminal ones, so that art. 105 of the Criminal Procedure Law counts them. */
const CRIMINAL_DOCUMENTS = ['刑事诉讼', '刑事案件', '法发〔2025〕8号'];

const UNITS: Record<Limit['unit'], Bilingual> = {
  minute: { zh: '分钟', en: 'minute' }, hour: { zh: '小时', en: 'hour' }, day: { zh: '日', en: 'day' },
  workday: { zh: '个工作日', en: 'working day' }, month: { zh: '个月', en: 'month' }, year: { zh: '年', en: 'year' },
};
const WEEKDAYS: Bilingual[] = [
  { zh: '周日', en: 'Sunday' }, { zh: '周一', en: 'Monday' }, { zh: '周二', en: 'Tuesday' }, { zh: '周三', en: 'Wednesday' },
  { zh: '周四', en: 'Thursday' }, { zh: '周五', en: 'Friday' }, { zh: '周六', en: 'Saturday' },
];

export function isCriminal(source?: RuleSource): boolean {
  return CRIMINAL_DOCUMENTS.some((document) => source?.document?.includes(document));
}

/** The article that says how to count; a policy only follows its example. */
export function countingArticle(source?: RuleSource): Bilingual {
  const { zh, en } = isCriminal(source) ? CRIMINAL : CIVIL;
  return source?.level === 'policy' ? { zh: `参照${zh}`, en: `after ${en}` } : { zh, en };
}

export function amount({ n, unit }: { n: number; unit: Limit['unit'] }): Bilingual {
  return { zh: `${n}${UNITS[unit].zh}`, en: `${n} ${UNITS[unit].en}${n === 1 ? '' : 's'}` };
}

export function weekday(date: LegalDate): Bilingual {
  return WEEKDAYS[weekdayOf(date)];
}

export function startStep(startedAt: number, source?: CitedRule): DerivationStep {
  const at = toShanghaiIso(startedAt);
  const { zh, en } = citation(source);
  return { step: 'start', date: shanghaiDate(startedAt), at, zh: `自${at}起算${zh}`, en: `starts at ${at}${en}` };
}

export function endStep(dueAt: number): DerivationStep {
  const at = toShanghaiIso(dueAt);
  const date = lastDayOf(dueAt);
  return startOfDay(shanghaiDate(dueAt)) === dueAt
    ? { step: 'end', date, at, zh: `${date}终了时届满，即${at}`, en: `ends when ${date} ends, that is ${at}` }
    : { step: 'end', date: shanghaiDate(dueAt), at, zh: `于${at}届满`, en: `ends at ${at}` };
}

export function provisionalStep(year: number): DerivationStep {
  return {
    step: 'provisional',
    zh: `国务院办公厅尚未公布${year}年节假日安排，暂按周一至周五为工作日计算，公布后重新计算`,
    en: `no holiday notice for ${year} yet: Monday to Friday are assumed to be working days, to be computed again once it is published`,
  };
}

/** What happens to a rest day: it is left out of a count of working days, or the last day may not fall on it. */
export const LEFT_OUT: Bilingual = { zh: '，不计入', en: 'not counted: ' };
export const NO_LAST_DAY: Bilingual = { zh: '', en: 'cannot be the last day: ' };

/** One step for each run of rest days with the same reason. */
export function restDaySteps(days: readonly LegalDate[], consequence: Bilingual, calendar: Calendar): DerivationStep[] {
  const runs: { from: LegalDate; to: LegalDate; reason?: Bilingual }[] = [];
  for (const day of days) {
    const reason = calendar.holidayOf(day);
    const run = runs.at(-1);
    if (run && run.reason === reason) run.to = day;
    else runs.push({ from: day, to: day, reason });
  }
  return runs.map(({ from, to, reason }) => {
    const span: Bilingual = from === to ? { zh: from, en: from } : { zh: `${from}至${to}`, en: `${from} to ${to}` };
    const why = reason ?? weekendSpan(from, to);
    return {
      step: 'rest-day', date: from,
      zh: `${span.zh}（${why.zh}）为${reason ? '法定休假日' : '休息日'}${consequence.zh}`,
      en: `${span.en} (${why.en}) ${consequence.en}${reason ? 'public holiday' : 'weekend'}`,
    };
  });
}

function weekendSpan(from: LegalDate, to: LegalDate): Bilingual {
  const [first, last] = [weekday(from), weekday(to)];
  return from === to ? first : { zh: `${first.zh}至${last.zh}`, en: `${first.en} and ${last.en}` };
}

/** Where the limit comes from: document and article, whether it is policy, and which row of the rule table says so. */
function citation(source?: CitedRule): Bilingual {
  if (!source) return { zh: '', en: '' };
  const parts = [basisOf(source), rowOf(source)].filter(({ zh }) => zh !== '');
  return parts.length === 0 ? { zh: '', en: '' } : { zh: `（${parts.map(({ zh }) => zh).join('，')}）`, en: ` (${parts.map(({ en }) => en).join(', ')})` };
}

function basisOf({ level, document = '', article }: CitedRule): Bilingual {
  if (level === 'contract') return { zh: '期限由请求载明', en: 'limit set by the request' };
  const zh = document && `${document}${article ? `第${article}条` : ''}`;
  const en = document && `${document}${article ? ` art. ${article}` : ''}`;
  if (level === 'policy') return { zh: `政策时限${zh && `，${zh}`}`, en: `policy${en && `, ${en}`}` };
  return { zh: zh && `依据${zh}`, en: en && `under ${en}` };
}

function rowOf({ id, validFrom, region }: CitedRule): Bilingual {
  if (id === undefined) return { zh: '', en: '' };
  return {
    zh: `规则${id}${validFrom ? `，自${validFrom}起施行` : ''}${region ? `，适用地区${region}` : ''}`,
    en: `rule ${id}${validFrom ? `, in force from ${validFrom}` : ''}${region ? `, for region ${region}` : ''}`,
  };
}
