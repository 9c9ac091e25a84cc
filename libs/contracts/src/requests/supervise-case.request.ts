import { defineRequest } from '../define-request';
import { choice, choices, legalDate, longText, optional, text } from '../fields';
import { neededBy, notPast } from '../request-parts/detail-issue';

/**
 * 督办: a command centre asks a court to act on a case and to tell how it goes, once, daily or weekly. A court whose delegated
 * matter was not begun in time asks the court above the other one in the same way.
 */
export const superviseCase = defineRequest({
  type: 'supervise-case',
  title: { zh: '执行督办', en: 'Supervise a case' },
  kind: 'service',
  requesters: ['court'],
  responders: ['court'],
  // 责令限期执行 art. 237; a delegating court asks the superior of the one that it asked, art. 240 ¶2.
  requester: { relation: 'superior', turnsUpAfter: ['delegate-matter'], source: { level: 'law', document: '民事诉讼法 (2023)', article: '237' } },
  subjectKinds: ['person', 'company'],
  caseOf: 'any',
  request: {
    issues: choices({
      zh: '督办事由', en: 'Issues', options: {
        overdue: { zh: '超期未结', en: 'Beyond the time limit' }, 'long-open': { zh: '长期未结', en: 'Long open' }, 'no-answer': { zh: '协助事项超期未反馈', en: 'A request was not answered in time' },
        'not-collected': { zh: '被控制人未及时接收', en: 'A held debtor was not collected' }, disbursement: { zh: '案款未及时发放', en: 'Money not paid out' },
        petition: { zh: '信访', en: 'Petition' }, 'measure-lapsing': { zh: '查控措施将到期', en: 'A measure is about to lapse' }, other: { zh: '其他', en: 'Other' },
      },
    }),
    frequency: choice({ zh: '反馈频次', en: 'How often', options: { once: { zh: '一次', en: 'Once' }, daily: { zh: '每日', en: 'Daily' }, weekly: { zh: '每周', en: 'Weekly' } } }),
    reportUntil: optional(legalDate({ zh: '持续反馈至', en: 'Report until' })),
    demands: longText({ zh: '督办要求', en: 'What is demanded', max: 2000 }),
    number: optional(text({ zh: '督办文号', en: 'Number', max: 80 })),
  },
  reply: {
    progress: optional(longText({ zh: '办理进展', en: 'Progress' })),
    measuresTaken: optional(longText({ zh: '已采取措施', en: 'Measures taken', max: 2000 })),
    nextSteps: optional(longText({ zh: '下一步安排', en: 'Next steps', max: 2000 })),
    expectedOn: optional(legalDate({ zh: '预计办结日期', en: 'Expected to be finished on' })),
    officer: optional(text({ zh: '承办人', en: 'In charge', max: 60 })),
  },
  replyRequires: { done: ['progress'] },
  documents: [
    { kind: '执行督办函', title: { zh: '执行督办函', en: 'Letter of supervision' }, required: true },
    { kind: '督办情况报告', title: { zh: '督办情况报告', en: 'Report' }, required: false, on: ['reply'] },
  ],
  milestones: [{ name: 'reported', title: { zh: '已反馈进展', en: 'Progress reported' }, by: 'recipient', on: ['reply'] }],
  obligations: [{
    name: 'answer', title: { zh: '反馈办理情况', en: 'Report on the case' }, owedBy: 'recipient', startsAt: 'delivered',
    limit: { n: 5, unit: 'workday', restDay: 'next' }, dischargedBy: ['final-reply', { milestone: 'reported' }],
    source: { level: 'policy', note: { zh: '全国无统一规定；持续督办的，首次反馈计入', en: 'no national number found; of a running supervision the first report counts' } },
  }],
  follows: ['delegate-matter', 'supervise-case'],
  followsWhen: {
    'delegate-matter': { breached: ['start', 'report'], outcomes: ['not_done'] },
    'supervise-case': { outcomes: ['done', 'not_done'], breached: ['answer'] },
  },
  onPerformance: 'withdraw',
  checkRequest: ({ details: { frequency, reportUntil } }, { businessDate }) => [
    ...neededBy('reportUntil', frequency !== 'once' && reportUntil === undefined, '每日、每周反馈的须写明截止日', 'is required to report daily or weekly'),
    ...notPast('reportUntil', reportUntil, businessDate),
  ],
  example: (at) => ({
    subject: { kind: 'person', name: '张某甲', idNumber: '142629198703124515' },
    details: { issues: ['long-open' as const, 'petition' as const], frequency: 'weekly' as const, reportUntil: at.days(60), demands: '查明财产线索落实情况，一个月内拿出处置方案。', number: '晋高法执督〔2025〕31号' },
  }),
  replyExamples: (at) => ({
    done: { details: { progress: '已查封房产一套并启动评估', nextSteps: '评估报告出具后十日内启动网络拍卖', expectedOn: at.days(90), officer: '李某' } },
    not_done: { details: { reason: '案件已移送其他法院执行，本院不再办理' } },
  }),
});
