import type { TFunction } from 'i18next';
import type { ObligationView } from '../api/request-types';
import type { Bilingual } from './i18n';

const units: Record<string, Bilingual> = {
  minute: { zh: '分钟', en: 'min' }, hour: { zh: '小时', en: 'h' }, day: { zh: '日', en: 'days' }, workday: { zh: '个工作日', en: 'working days' }, month: { zh: '个月', en: 'months' }, year: { zh: '年', en: 'years' },
};

type Pick = (text: Bilingual | undefined, otherwise?: string) => string;

/** How long a clock runs: 3 个工作日; 当日. Undefined where a date in the request ends it. */
export function lengthOf(obligation: ObligationView | undefined, pick: Pick): string | undefined {
  const limit = obligation?.limit as { n?: number; unit?: string } | null | undefined;
  if (limit?.n === undefined || limit.unit === undefined) return undefined;
  return limit.n === 0 ? pick({ zh: '当日', en: 'the same day' }) : `${limit.n} ${pick(units[limit.unit], limit.unit)}`;
}

/** Length and level of the rule: 3 个工作日 · 联合意见. */
export function limitWords(obligation: ObligationView | undefined, t: TFunction, pick: Pick): string {
  if (obligation === undefined) return '';
  const level = obligation.rule?.level as 'law' | 'opinion' | 'policy' | 'contract' | undefined;
  return [lengthOf(obligation, pick), level && t(`level.${level}`)].filter((part) => part !== undefined).join(' · ');
}
