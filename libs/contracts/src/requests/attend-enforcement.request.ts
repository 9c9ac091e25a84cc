import { defineRequest } from '../define-request';
import { boolean, choice, instant, integer, longText, optional, sensitive, text } from '../fields';
import { detailIssue, notPast } from '../request-parts/detail-issue';

/** 警务协助: police at the place of enforcement at the appointed time. */
export const attendEnforcement = defineRequest({
  type: 'attend-enforcement',
  title: { zh: '警务协助', en: 'Attend an enforcement' },
  kind: 'service',
  requesters: ['court'],
  responders: ['police'],
  subjectKinds: ['person', 'company'],
  request: {
    when: instant({ zh: '到场时间', en: 'When' }),
    where: sensitive(text({ zh: '执行地点', en: 'Where' })),
    officers: integer({ zh: '所需警力（人）', en: 'Police officers needed', min: 1, max: 500 }),
    risk: choice({ zh: '风险等级', en: 'Risk', options: { low: { zh: '低', en: 'Low' }, medium: { zh: '中', en: 'Medium' }, high: { zh: '高', en: 'High' } } }),
    task: optional(choice({
      zh: '执行内容', en: 'Task', options: {
        eviction: { zh: '强制迁出、清场', en: 'Eviction' }, seizure: { zh: '查封、扣押', en: 'Seal or seizure' }, search: { zh: '搜查', en: 'Search' },
        interview: { zh: '集中约谈', en: 'Group interview' }, detention: { zh: '拘传、拘留', en: 'Summons or detention' }, other: { zh: '其他', en: 'Other' },
      },
    })),
    riskNote: optional(longText({ zh: '风险说明', en: 'Risks', max: 1000 })),
    equipment: optional(text({ zh: '所需装备车辆', en: 'Equipment and vehicles', max: 200 })),
    contact: optional(sensitive(text({ zh: '现场指挥电话', en: "Commander's telephone", max: 30 }))),
  },
  reply: {
    assigned: optional(integer({ zh: '派出警力（人）', en: 'Officers assigned', max: 500 })),
    leader: optional(text({ zh: '带队民警', en: 'Officer in charge', max: 60 })),
    leaderPhone: optional(sensitive(text({ zh: '带队民警电话', en: "Officer's telephone", max: 30 }))),
    arrivedAt: optional(instant({ zh: '到场时间', en: 'Arrived at' })),
    leftAt: optional(instant({ zh: '离场时间', en: 'Left at' })),
    incident: optional(boolean({ zh: '发生突发情况', en: 'Incident' })),
    report: optional(longText({ zh: '协助情况', en: 'Report' })),
  },
  until: { request: 'when' },
  documents: [
    { kind: '警务协助函', title: { zh: '警务协助函', en: 'Letter asking for police assistance' }, required: true },
    { kind: '执行预案', title: { zh: '执行预案', en: 'Enforcement plan' }, required: false, requiredWhen: { field: 'risk', equals: 'high' } },
  ],
  officers: { min: 2 },
  milestones: [
    { name: 'assigned', title: { zh: '已派警', en: 'Officers assigned' }, by: 'recipient', on: ['accept', 'reply'] },
    { name: 'attended', title: { zh: '已到场', en: 'On the scene' }, by: 'recipient', on: ['reply'] },
  ],
  obligations: [
    {
      name: 'answer', title: { zh: '到场前答复派警', en: 'Answer before the appointed time' }, owedBy: 'recipient', startsAt: 'delivered',
      limit: { until: 'request' }, dischargedBy: ['final-reply', { milestone: 'assigned' }, { milestone: 'attended' }],
      source: { level: 'contract', note: { zh: '以协助函载明的到场时间为准', en: 'the appointed time that the request names' } },
    },
    {
      name: 'report', title: { zh: '反馈协助情况', en: 'Report on the assistance' }, owedBy: 'recipient', startsAt: { milestone: 'attended' },
      limit: { n: 3, unit: 'workday', restDay: 'next' }, dischargedBy: ['final-reply'], source: { level: 'policy', note: { zh: '全国无统一规定', en: 'no national number found' } },
    },
  ],
  onPerformance: 'withdraw',
  checkRequest: ({ details: { when } }, { businessDate }) => notPast('when', when, businessDate),
  checkReply: ({ final, milestone, details: { arrivedAt, leftAt } }) => [
    // A final reply is the report itself: it cannot start the time for it.
    ...final && milestone === 'attended' ? [{ pointer: '/milestone', code: 'milestone-interim-only', zh: '该节点只能随阶段反馈', en: 'goes only with an interim reply' }] : [],
    ...arrivedAt !== undefined && leftAt !== undefined && Date.parse(leftAt) < Date.parse(arrivedAt) ? [detailIssue('leftAt', 'left-before-arrived', '离场早于到场', 'is before the arrival')] : [],
  ],
  example: (at) => ({
    subject: { kind: 'person', name: '张某甲', idNumber: '142629198703124515' },
    details: { when: at.instant(72), where: '隰县龙泉镇某村', officers: 4, risk: 'medium' as const, task: 'eviction' as const, riskNote: '现场可能有家属聚集', equipment: '执法记录仪、警车一辆' },
  }),
  replyExamples: (at) => ({
    done: { details: { assigned: 4, leader: '贾某', arrivedAt: at.instant(72), leftAt: at.instant(75), incident: false, report: '现场秩序正常，协助完成清场' } },
    not_done: { details: { reason: '当日有重大安保任务，无警力可派，建议改期' } },
  }),
});
