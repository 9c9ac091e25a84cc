import { bilingual, joined, type Bilingual } from '../bilingual';
import { amount } from '../calendar/derivation';
import type { Limit, ObligationRule, RuleSource } from '../obligation-rule';
import type { MilestoneRule } from '../request-contract';
import { urgencies } from '../urgency';

const levels: Readonly<Record<RuleSource['level'], Bilingual>> = {
  law: { zh: '法律', en: 'law' }, opinion: { zh: '意见', en: 'opinion' }, policy: { zh: '政策', en: 'policy' }, contract: { zh: '事项载明', en: 'as the request says' },
};
const sides = { requester: { zh: '请求方', en: 'requester' }, recipient: { zh: '承办方', en: 'recipient' } } as const;

/** `n: 0` is the same day. */
const length = (limit: Limit): Bilingual => (limit.n === 0 ? { zh: '当日', en: 'the same day' } : amount(limit));

const fixedEnds = {
  request: { zh: '至请求载明的日期', en: 'until the date that the request names' },
  reply: { zh: '至反馈载明的日期', en: 'until the date that the reply names' },
} as const;

const brackets = (parts: readonly Bilingual[]): Bilingual => (parts.length === 0 ? { zh: '', en: '' } : bilingual(`（${joined(parts, '；', '; ').zh}）`, ` (${joined(parts, '；', '; ').en})`));

const titleOf = (milestones: readonly MilestoneRule[], name: string): Bilingual => milestones.find((milestone) => milestone.name === name)?.title ?? { zh: name, en: name };

function start({ startsAt }: ObligationRule, milestones: readonly MilestoneRule[]): Bilingual {
  if (startsAt === 'submitted') return { zh: '自提交', en: 'from submission' };
  if (startsAt === 'delivered') return { zh: '自送达', en: 'from delivery' };
  const { zh, en } = titleOf(milestones, startsAt.milestone);
  return { zh: `自「${zh}」`, en: `from “${en}”` };
}

const isOfRequest = (milestones: readonly MilestoneRule[], name: string): boolean => milestones.some((milestone) => milestone.name === name && milestone.on.includes('request'));

/** The limit with everything that changes it: urgency, milestones, extension, warning. */
export function limitWords({ limit, limitByUrgency = {}, limitFromMilestone = {}, extendable, warnAfter }: ObligationRule, milestones: readonly MilestoneRule[]): Bilingual {
  const { zh, en } = 'until' in limit ? fixedEnds[limit.until] : length(limit);
  const others = [
    ...(['urgent', 'critical'] as const).flatMap((urgency) => {
      const other = limitByUrgency[urgency];
      return other === undefined ? [] : [bilingual(`${urgencies[urgency].zh}${length(other).zh}`, `${urgencies[urgency].en.toLowerCase()}: ${length(other).en}`)];
    }),
    ...Object.entries(limitFromMilestone).map(([name, other]) => isOfRequest(milestones, name) ? bilingual(
      `「${titleOf(milestones, name).zh}」的${length(other).zh}${other.restDay === 'same' ? '，不因节假日顺延' : ''}`, `${titleOf(milestones, name).en.toLowerCase()}: ${length(other).en}${other.restDay === 'same' ? ', not moved by rest days' : ''}`) : bilingual(`自「${titleOf(milestones, name).zh}」${length(other).zh}`, `from “${titleOf(milestones, name).en}”: ${length(other).en}`)),
    ...extendable === undefined ? [] : [bilingual(`可延期${extendable.times}次，每次至多${length(extendable.longest).zh}`, `may be extended ${extendable.times === 1 ? 'once' : `${extendable.times} times`} by at most ${length(extendable.longest).en}`)],
    ...warnAfter === undefined ? [] : [bilingual(`满${length(warnAfter).zh}预警`, `warning after ${length(warnAfter).en}`)],
  ];
  const more = brackets(others);
  return { zh: zh + more.zh, en: en + more.en };
}

/** `law: 民事诉讼法 (2023) art. 118; at most 15 days`. */
export function sourceWords({ level, document, article, note }: RuleSource): Bilingual {
  const cited = document === undefined ? undefined : bilingual(document + (article === undefined ? '' : ` 第${article}条`), document + (article === undefined ? '' : ` art. ${article}`));
  const said = joined([cited, note].filter((part) => part !== undefined), '；', '; ');
  return said.zh === '' ? levels[level] : bilingual(`${levels[level].zh}：${said.zh}`, `${levels[level].en}: ${said.en}`);
}

/** One obligation (义务) in a line: who owes what by when, and which rule says so. */
export function obligationWords(rule: ObligationRule, milestones: readonly MilestoneRule[]): Bilingual {
  const [owes, from, limit, source] = [sides[rule.owedBy], start(rule, milestones), limitWords(rule, milestones), sourceWords(rule.source)];
  return bilingual(`${rule.title.zh} \`${rule.name}\`：${owes.zh}，${from.zh}${limit.zh}。${source.zh}`, `${rule.title.en} \`${rule.name}\`: ${owes.en}, ${from.en} ${limit.en}. ${source.en}`);
}
