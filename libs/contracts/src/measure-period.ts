import type { Bilingual } from './bilingual';
import type { Issue } from './issue';
import { detailIssue } from './request-parts/detail-issue';
import { addDays, addMonths } from './shanghai-time';

/** How long a measure (查封、冻结) may last at most, and which article says so. */
export interface LongestTerm {
  months: number;
  /** Code of the issue. WARNING: public. */
  code: string;
  fault: Bilingual;
}

const article = { zh: '民诉法解释第四百八十五条', en: '民诉法解释 art. 485' };
const term = (months: number, code: string, zh: string, en: string): LongestTerm => ({ months, code, fault: { zh: `${zh}（${article.zh}）`, en: `${en} (${article.en})` } });

/** 民诉法解释 (2022) art. 485: one year for deposits, two for movables, three for real estate and for other property rights. */
export const longestTerms = {
  deposit: term(12, 'freeze-too-long', '冻结存款的期限不得超过一年', 'a freeze of deposits lasts at most one year'),
  movable: term(24, 'measure-too-long', '查封、扣押动产的期限不得超过两年', 'a seal of movables lasts at most two years'),
  realEstate: term(36, 'seal-too-long', '查封不动产的期限不得超过三年', 'a seal of real estate lasts at most three years'),
  otherRight: term(36, 'freeze-too-long', '冻结其他财产权的期限不得超过三年', 'a freeze of other property rights lasts at most three years'),
} as const;

/** Days as YYYY-MM-DD. */
export interface Period { from: string; until: string }

/**
 * What is wrong with the period of a measure that is asked for: it takes effect on service (查封扣押冻结规定 2020 art. 1), so a beginning
 * that lies ahead does not make it longer. @param longest left out: no law says how long
 */
export const periodIssues = ({ from, until }: Period, longest: LongestTerm | undefined, businessDate: string): Issue[] =>
  termIssues({ from, until }, longest, businessDate, from < businessDate ? from : businessDate);

/** @param counted the day from which the longest term counts */
const termIssues = ({ from, until }: Period, longest: LongestTerm | undefined, businessDate: string, counted: string): Issue[] => {
  if (until < from) return [detailIssue('until', 'until-before-from', '截止日早于起始日', 'is before the start')];
  return [
    ...until < businessDate ? [detailIssue('until', 'date-past', '截止日已过', 'is already past')] : [],
    ...longest !== undefined && until > addMonths(counted, longest.months) ? [detailIssue('until', longest.code, longest.fault.zh, longest.fault.en)] : [],
  ];
};

/** The same for a measure whose days may be missing (both given or neither is judged); with `originalUntil` it is a renewal. */
export const measureTerm = ({ from, until, originalUntil, longest, businessDate }: Partial<Period> & { originalUntil?: string; longest?: LongestTerm; businessDate: string }): Issue[] => {
  if (from === undefined || until === undefined) return [];
  return originalUntil === undefined ? periodIssues({ from, until }, longest, businessDate) : renewalIssues({ originalUntil, from, until }, longest, businessDate);
};

/**
 * What is wrong with a renewal (续行): it is made before the end, leaves no gap, and no renewal is longer than a first measure
 * (民诉法解释 art. 485 ¶2). After the end the measure is gone (查封扣押冻结规定 art. 27) and only a new one helps.
 */
export const renewalIssues = ({ originalUntil, ...period }: Period & { originalUntil: string }, longest: LongestTerm | undefined, businessDate: string): Issue[] => {
  if (originalUntil < businessDate) {
    return [detailIssue('originalUntil', 'measure-lapsed', '原措施期限已届满，效力消灭，须重新查封、冻结（查封扣押冻结规定第二十七条）', 'has passed: the measure has lapsed and has to be made anew (查封扣押冻结规定 art. 27)')];
  }
  return [
    ...period.from > addDays(originalUntil, 1) ? [detailIssue('from', 'renewal-gap', '续行起始日与原截止日之间有间断', 'leaves a gap after the end of the original')] : [],
    ...period.until <= originalUntil && period.until >= period.from ? [detailIssue('until', 'renewal-not-longer', '续行截止日须晚于原截止日', 'must be later than the end of the original')] : [],
    // It goes on from the end of the one before.
    ...termIssues(period, longest, businessDate, period.from),
  ];
};
