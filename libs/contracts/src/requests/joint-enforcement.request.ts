import { defineRequest } from '../define-request';
import { choice, instant, integer, longText, optional, sensitive, text } from '../fields';
import { notPast } from '../request-parts/detail-issue';

/** 协同执行: several courts act on one case together, at one time, under one plan. */
export const jointEnforcement = defineRequest({
  type: 'joint-enforcement',
  title: { zh: '协同执行', en: 'Joint enforcement' },
  kind: 'service',
  requesters: ['court'],
  responders: ['court'],
  subjectKinds: ['person', 'company'],
  request: {
    when: instant({ zh: '行动时间', en: 'When' }),
    where: sensitive(text({ zh: '行动地点', en: 'Where' })),
    task: choice({
      zh: '行动内容', en: 'Task', options: {
        eviction: { zh: '强制腾退', en: 'Eviction' }, seizure: { zh: '查封、扣押', en: 'Seal or seizure' }, search: { zh: '搜查', en: 'Search' }, locate: { zh: '查找被执行人', en: 'Find the debtor' }, other: { zh: '其他', en: 'Other' },
      },
    }),
    leadCourt: text({ zh: '牵头法院', en: 'Leading court', max: 120 }),
    people: integer({ zh: '所需人员', en: 'People needed', min: 1, max: 500 }),
    vehicles: optional(integer({ zh: '所需车辆', en: 'Vehicles needed', max: 100 })),
    plan: longText({ zh: '行动方案', en: 'Plan' }),
    commander: optional(text({ zh: '现场指挥', en: 'Commander', max: 60 })),
    contact: optional(sensitive(text({ zh: '联系电话', en: 'Telephone', max: 30 }))),
  },
  reply: {
    people: optional(integer({ zh: '派出人员', en: 'People sent', max: 500 })),
    leader: optional(text({ zh: '带队人员', en: 'Leader', max: 60 })),
    leaderPhone: optional(sensitive(text({ zh: '带队人员电话', en: "Leader's telephone", max: 30 }))),
    report: optional(longText({ zh: '行动情况', en: 'Report' })),
  },
  until: { request: 'when' },
  documents: [
    { kind: '协同执行函', title: { zh: '协同执行函', en: 'Letter asking to act together' }, required: true, alternatives: ['协同执行决定书'] },
    { kind: '协同执行决定书', title: { zh: '协同执行决定书', en: "Superior court's decision to act together" }, required: false },
    { kind: '执行裁定书', title: { zh: '执行裁定书', en: 'Enforcement ruling' }, required: false, requiredWhen: { field: 'task', equals: 'seizure' } },
    { kind: '搜查令', title: { zh: '搜查令', en: 'Search warrant' }, required: false, requiredWhen: { field: 'task', equals: 'search' } },
  ],
  officers: { min: 2 },
  milestones: [{ name: 'assigned', title: { zh: '已安排力量', en: 'Force assigned' }, by: 'recipient', on: ['accept', 'reply'] }],
  obligations: [{
    name: 'answer', title: { zh: '行动前答复', en: 'Answer before the appointed time' }, owedBy: 'recipient', startsAt: 'delivered',
    limit: { until: 'request' }, dischargedBy: ['final-reply', { milestone: 'assigned' }],
    source: { level: 'contract', note: { zh: '以协同执行函载明的行动时间为准', en: 'the time that the request names' } },
  }],
  onPerformance: 'withdraw',
  checkRequest: ({ details: { when } }, { businessDate }) => notPast('when', when, businessDate),
  example: (at) => ({
    subject: { kind: 'company', name: '隰县某商贸有限公司', creditCode: '91141031MA0K3T8X69' },
    details: { when: at.instant(96), where: '隰县经济开发区某仓库', task: 'eviction' as const, leadCourt: '隰县人民法院', people: 6, vehicles: 2, plan: '上午八时集合，分两组腾退仓库并清点移交。', commander: '高某' },
  }),
  replyExamples: () => ({
    done: { details: { people: 6, leader: '郭某', report: '已按方案参加，仓库腾退完毕' } },
    not_done: { details: { reason: '同日另有强制腾退行动，无力量可派' } },
  }),
});
