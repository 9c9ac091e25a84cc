import { defineRequest } from '../define-request';
import { choice, instant, integer, longText, optional, sensitive, text } from '../fields';
import { detailIssue } from '../request-parts/detail-issue';

/** 应急值守调度: a command centre sends the nearest duty team to a place now. */
export const dispatchDuty = defineRequest({
  type: 'dispatch-duty',
  title: { zh: '应急值守调度', en: 'Dispatch a duty team' },
  kind: 'service',
  requesters: ['court'],
  responders: ['court'],
  subjectKinds: ['person', 'company'],
  caseOf: 'any',
  request: {
    situation: choice({
      zh: '警情', en: 'Situation', options: {
        'debtor-held': { zh: '被执行人已被控制', en: 'Debtor is held' }, 'debtor-seen': { zh: '发现被执行人', en: 'Debtor was seen' }, 'vehicle-held': { zh: '车辆已被扣留', en: 'Vehicle is held' },
        'property-moving': { zh: '财产正在转移', en: 'Property is being moved' }, obstruction: { zh: '暴力抗拒执行', en: 'Violent obstruction' }, other: { zh: '其他', en: 'Other' },
      },
    }),
    place: sensitive(text({ zh: '地点', en: 'Place' })),
    since: optional(instant({ zh: '发生时间', en: 'Since' })),
    people: integer({ zh: '所需人员', en: 'People needed', min: 1, max: 100 }),
    instructions: longText({ zh: '处置要求', en: 'Instructions', max: 2000 }),
    reporter: optional(text({ zh: '报告人', en: 'Reported by', max: 60 })),
    reporterPhone: optional(sensitive(text({ zh: '报告人电话', en: "Reporter's telephone", max: 30 }))),
    approvedBy: optional(text({ zh: '值班领导', en: 'Duty chief', max: 60 })),
  },
  reply: {
    team: optional(text({ zh: '出警人员', en: 'Team', max: 200 })),
    leaderPhone: optional(sensitive(text({ zh: '带队人员电话', en: "Leader's telephone", max: 30 }))),
    departedAt: optional(instant({ zh: '出发时间', en: 'Departed at' })),
    arrivedAt: optional(instant({ zh: '到达时间', en: 'Arrived at' })),
    result: optional(longText({ zh: '处置结果', en: 'Result' })),
  },
  replyRequires: { done: ['arrivedAt', 'result'] },
  documents: [
    { kind: '调度指令', title: { zh: '调度指令', en: 'Dispatch order' }, required: false },
    { kind: '处置情况记录', title: { zh: '处置情况记录', en: 'Record of what was done' }, required: false, on: ['reply'] },
  ],
  milestones: [
    { name: 'departed', title: { zh: '已出发', en: 'On the way' }, by: 'recipient', on: ['accept', 'reply'] },
    { name: 'arrived', title: { zh: '已到达', en: 'Arrived' }, by: 'recipient', on: ['reply'], alert: { to: 'requester', level: 'warning' } },
  ],
  obligations: [
    {
      name: 'accept', title: { zh: '接令', en: 'Take the order' }, owedBy: 'recipient', startsAt: 'delivered', limit: { n: 30, unit: 'minute' },
      dischargedBy: ['any-reply'], source: { level: 'policy', note: { zh: '不分紧急程度', en: 'whatever the urgency' } },
    },
    {
      name: 'answer', title: { zh: '反馈处置结果', en: 'Report the result' }, owedBy: 'recipient', startsAt: 'delivered',
      limit: { n: 24, unit: 'hour' }, dischargedBy: ['final-reply'], source: { level: 'policy', note: { zh: '全国无统一规定', en: 'no national number found' } },
    },
  ],
  follows: ['locate-debtor', 'hold-vehicle'],
  checkReply: ({ details: { departedAt, arrivedAt } }) => departedAt !== undefined && arrivedAt !== undefined && Date.parse(arrivedAt) < Date.parse(departedAt)
    ? [detailIssue('arrivedAt', 'arrived-before-departed', '到达早于出发', 'is before the departure')] : [],
  onPerformance: 'withdraw',
  example: (at) => ({
    subject: { kind: 'person', name: '张某甲', idNumber: '142629198703124515' },
    urgency: 'critical',
    details: { situation: 'debtor-held' as const, place: '隰县公安局龙泉派出所', since: at.instant(-1), people: 3, instructions: '携带拘留决定书到场接收被执行人，注意执法记录。', approvedBy: '高某' },
  }),
  replyExamples: (at) => ({
    done: { details: { team: '郭某等三人', departedAt: at.instant(0), arrivedAt: at.instant(1), result: '已接收被执行人并带回法院' } },
    not_done: { details: { reason: '道路因灾中断，已转报就近的蒲县人民法院' } },
  }),
});
