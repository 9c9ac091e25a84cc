import type { Limit, RuleSource } from '../obligation-rule';
import { HOUR_MS, shanghaiDate, toShanghaiIso } from '../shanghai-time';
import { amount, countingArticle, type DerivationStep } from './derivation';
import type { Pause } from './pauses';

export interface Counted { dueAt: number; steps: DerivationStep[] }

const UNIT_MS: Partial<Record<Limit['unit'], number>> = { minute: 60_000, hour: HOUR_MS };

export function isElapsed({ unit }: Limit): boolean {
  return UNIT_MS[unit] !== undefined;
}

/** Hours and minutes run through nights and holidays; a pause that begins before the end moves it by its duration. */
export function countElapsed(
  startedAt: number, limit: Limit, pauses: readonly Pause[], startingHour: 'counted' | 'not-counted', source?: RuleSource,
): Counted {
  const steps: DerivationStep[] = [];
  let from = startedAt;
  if (startingHour === 'not-counted' && limit.unit === 'hour') {
    from = (Math.floor(startedAt / HOUR_MS) + 1) * HOUR_MS;
    steps.push(startingHourStep(startedAt, from, source));
  }
  const length = amount(limit);
  const begin = toShanghaiIso(from);
  steps.push({ step: 'counted', at: begin, zh: `自${begin}起连续计算${length.zh}，夜间和节假日不扣除`, en: `${length.en} from ${begin}, running through nights and holidays` });
  const moved = movePastPauses(from + limit.n * UNIT_MS[limit.unit]!, pauses);
  return { dueAt: moved.dueAt, steps: [...steps, ...moved.steps] };
}

/** Moves an end by the duration of each pause that begins before it. */
export function movePastPauses(dueAt: number, pauses: readonly Pause[]): Counted {
  const steps: DerivationStep[] = [];
  for (const { from, to } of pauses) {
    if (from >= dueAt) break;
    dueAt += to - from;
    const [begin, end, due] = [from, to, dueAt].map(toShanghaiIso);
    const seconds = Math.round((to - from) / 1000);
    steps.push({ step: 'pause', date: shanghaiDate(from), at: begin, zh: `${begin}至${end}暂停${seconds}秒，顺延至${due}`, en: `paused from ${begin} to ${end} (${seconds} s), moved to ${due}` });
  }
  return { dueAt, steps };
}

function startingHourStep(startedAt: number, from: number, source?: RuleSource): DerivationStep {
  const article = countingArticle(source);
  const [start, next] = [toShanghaiIso(startedAt), toShanghaiIso(from)];
  return {
    step: 'not-counted', date: shanghaiDate(startedAt), at: start,
    zh: `起算的${start.slice(11, 13)}时不计入，自${next}起计（${article.zh}）`, en: `the starting hour is not counted, counting begins at ${next} (${article.en})`,
  };
}
