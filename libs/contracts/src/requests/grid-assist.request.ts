import { defineRequest } from '../define-request';
import { choice, choices, fieldSet, instant, listOfGroups, longText, mapOf, optional, sensitive, text } from '../fields';

/** What a grid worker (网格员) is asked to do. Keys are on the wire. */
const tasks = {
  whereabouts: { zh: '查找下落', en: 'Whereabouts' },
  'property-leads': { zh: '财产线索', en: 'Property leads' },
  'serve-documents': { zh: '协助送达', en: 'Service of documents' },
};
const taskResult = choice({
  zh: '结果', en: 'Result', options: {
    found: { zh: '查到或已送达', en: 'Found, or served' }, none_proven: { zh: '走访后查无', en: 'Looked for, nothing there' },
    not_searched: { zh: '未走访', en: 'Not looked for' }, failed: { zh: '未能完成', en: 'Could not be done' },
  },
});
const undone = ['not_searched', 'failed'];

const lead = fieldSet({
  kind: choice({
    zh: '线索种类', en: 'Kind of lead', options: {
      residence: { zh: '住所', en: 'Residence' }, workplace: { zh: '工作地点', en: 'Place of work' }, relative: { zh: '亲属', en: 'Relatives' }, vehicle: { zh: '车辆', en: 'Vehicle' },
      house: { zh: '房屋', en: 'House' }, income: { zh: '收入', en: 'Income' }, crops: { zh: '种植养殖', en: 'Crops, livestock' }, other: { zh: '其他', en: 'Other' },
    },
  }),
  what: sensitive(text({ zh: '内容', en: 'What', max: 500 })),
  seenAt: optional(instant({ zh: '发现时间', en: 'Seen at' })),
}, 'GridLead');

/** 网格协助执行: whereabouts, property leads and service of documents through the grid workers of a township. */
export const gridAssist = defineRequest({
  type: 'grid-assist',
  title: { zh: '网格协助执行', en: 'Help of a grid worker' },
  kind: 'query',
  requesters: ['court'],
  responders: ['partner'],
  subjectKinds: ['person', 'company'],
  request: {
    tasks: choices({ zh: '协助事项', en: 'Tasks', options: tasks }),
    area: sensitive(text({ zh: '村（社区）及地址', en: 'Village and address' })),
    known: optional(sensitive(longText({ zh: '已掌握的情况', en: 'What is known', max: 1000 }))),
    risk: optional(longText({ zh: '风险提示', en: 'Risks', max: 500 })),
    contact: optional(text({ zh: '法院联系人', en: 'Contact at the court', max: 60 })),
  },
  reply: {
    tasks: optional(mapOf({ zh: '各项结果', en: 'Result by task', keys: tasks, of: taskResult })),
    leads: optional(listOfGroups({ zh: '线索', en: 'Leads', of: lead, max: 50 })),
    servedAt: optional(instant({ zh: '送达时间', en: 'Served at' })),
    servedTo: optional(sensitive(text({ zh: '签收人及与受送达人关系', en: 'Taken by whom', max: 120 }))),
    worker: optional(text({ zh: '网格员', en: 'Grid worker', max: 60 })),
  },
  replyRequires: { found: ['tasks'], none_proven: ['tasks'], partial: ['tasks'] },
  documents: [
    { kind: '协助执行函', title: { zh: '协助执行函', en: 'Letter asking for help' }, required: true },
    { kind: '待送达文书', title: { zh: '待送达文书', en: 'Documents to be served' }, required: false },
    { kind: '送达回证', title: { zh: '送达回证', en: 'Proof of service' }, required: false, on: ['reply'] },
    { kind: '走访记录', title: { zh: '走访记录', en: 'Record of the visit' }, required: false, on: ['reply'] },
  ],
  officers: { min: 1 },
  obligations: [{
    name: 'answer', title: { zh: '走访并反馈', en: 'Visit and answer' }, owedBy: 'recipient', startsAt: 'delivered',
    limit: { n: 5, unit: 'workday', restDay: 'next' }, dischargedBy: ['final-reply'], pausedWhile: 'information_requested', extendable: { longest: { n: 5, unit: 'workday' }, times: 1 },
    source: { level: 'policy', note: { zh: '天数无规定', en: 'no text has a number' } },
  }],
  checkReply({ final, outcome, details: { tasks: results } }) {
    const left = Object.values(results ?? {}).some((result) => undone.includes(result));
    const complete = outcome === 'found' || outcome === 'none_proven';
    if (complete && left) return [{ pointer: '/outcome', code: 'outcome-contradicts-tasks', zh: '有事项未完成时，结果不得为查到或经查无', en: 'cannot be complete while a task was not done' }];
    if (outcome === 'none_proven' && Object.values(results ?? {}).includes('found')) return [{ pointer: '/outcome', code: 'outcome-contradicts-tasks', zh: '有事项查到时，结果不得为经查无', en: 'cannot be none while something was found' }];
    return final && outcome === 'found' && !Object.values(results ?? {}).includes('found')
      ? [{ pointer: '/outcome', code: 'outcome-contradicts-tasks', zh: '各项均未查到时，结果不得为查到', en: 'cannot be found while no task found anything' }] : [];
  },
  onPerformance: 'withdraw',
  example: () => ({
    subject: { kind: 'person', name: '张某甲', idNumber: '142629198703124515' },
    details: { tasks: ['whereabouts' as const, 'property-leads' as const], area: '隰县龙泉镇某村', known: '其父母住同村', contact: '李某' },
  }),
  replyExamples: (at) => {
    const searched = { source: '网格员入户走访', asOf: at.instant(0), worker: '贺某' };
    const leads = [{ kind: 'residence' as const, what: '白天在镇上修理铺，夜间回村居住', seenAt: at.instant(-12) }];
    return {
      found: { details: { tasks: { whereabouts: 'found' as const, 'property-leads': 'none_proven' as const }, leads, ...searched } },
      none_proven: { details: { tasks: { whereabouts: 'none_proven' as const, 'property-leads': 'none_proven' as const }, leads: [], ...searched } },
      not_searched: { details: { reason: '道路受阻，尚未走访' } },
      failed: { details: { reason: '所列地址已整村搬迁，无法走访' } },
      partial: { details: { tasks: { whereabouts: 'found' as const, 'property-leads': 'not_searched' as const }, leads, ...searched, reason: '财产线索尚待走访核实' } },
    };
  },
});
