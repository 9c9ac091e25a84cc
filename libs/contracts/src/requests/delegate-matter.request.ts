import { defineRequest } from '../define-request';
import { choice, instant, legalDate, listOf, longText, optional, sensitive, text } from '../fields';
import { detailIssue, notPast } from '../request-parts/detail-issue';
import { handedOverMeasures, measuresLastAMonth } from '../request-parts/handed-over-measures';

const law = '民事诉讼法 (2023)';
const rules = '最高人民法院关于委托执行若干问题的规定 (2020)';

/** 事项委托: one matter is done by the court of the place, begun in fifteen days, told of in thirty (民事诉讼法 2023 art. 240; 委托执行规定 2020 art. 2 ¶2). */
export const delegateMatter = defineRequest({
  type: 'delegate-matter',
  title: { zh: '事项委托', en: 'Delegate a matter' },
  kind: 'service',
  requesters: ['court'],
  responders: ['court'],
  subjectKinds: ['person', 'company'],
  request: {
    matter: choice({
      zh: '委托事项', en: 'Matter', options: {
        query: { zh: '查询', en: 'Query' }, investigate: { zh: '财产调查、下落核查', en: 'Investigate' }, control: { zh: '查封、扣押、冻结', en: 'Seal, seize or freeze' },
        serve: { zh: '送达文书', en: 'Serve documents' }, detention: { zh: '协助拘留', en: 'Assist with a detention' }, site: { zh: '现场勘验、腾退', en: 'At the site' }, other: { zh: '其他', en: 'Other' },
      },
    }),
    content: longText({ zh: '委托内容', en: 'What is to be done' }),
    place: optional(sensitive(text({ zh: '办理地点', en: 'Place' }))),
    judgment: optional(text({ zh: '执行依据文号', en: 'Number of the judgment enforced', max: 120 })),
    wantedBy: optional(legalDate({ zh: '希望办结日期', en: 'Wanted by' })),
    measures: handedOverMeasures,
    contact: optional(sensitive(text({ zh: '委托法院联系电话', en: "Delegating court's telephone", max: 30 }))),
  },
  reply: {
    officer: optional(text({ zh: '承办人', en: 'In charge', max: 60 })),
    officerPhone: optional(sensitive(text({ zh: '承办人电话', en: 'Telephone', max: 30 }))),
    startedAt: optional(instant({ zh: '开始办理时间', en: 'Started at' })),
    progress: optional(longText({ zh: '办理情况', en: 'Progress' })),
    result: optional(longText({ zh: '办理结果', en: 'Result' })),
    missing: optional(listOf({ zh: '需补办的材料', en: 'What is to be completed', of: text({ zh: '材料', en: 'Item' }), max: 50 })),
  },
  replyRequires: { done: ['result'] },
  documents: [
    { kind: '事项委托函', title: { zh: '事项委托函', en: 'Letter of delegation' }, required: true },
    { kind: '生效法律文书副本', title: { zh: '据以执行的生效法律文书副本', en: 'Copy of the judgment enforced' }, required: true },
    { kind: '执行裁定书', title: { zh: '执行裁定书', en: 'Enforcement ruling' }, required: false, requiredWhen: { field: 'matter', equals: 'control' } },
    { kind: '协助执行通知书', title: { zh: '协助执行通知书', en: 'Notice to assist in enforcement' }, required: false, requiredWhen: { field: 'matter', equals: 'control' } },
    { kind: '拘留决定书', title: { zh: '拘留决定书', en: 'Detention decision' }, required: false, requiredWhen: { field: 'matter', equals: 'detention' } },
    { kind: '待送达文书', title: { zh: '待送达文书', en: 'Documents to be served' }, required: false, requiredWhen: { field: 'matter', equals: 'serve' } },
    { kind: '补办材料', title: { zh: '补办材料', en: 'Completed papers' }, required: false, on: ['supplement'] },
    { kind: '委托事项办理回函', title: { zh: '委托事项办理回函', en: 'Letter of reply' }, required: false, requiredWith: { outcomes: ['done'], milestones: ['reported'] }, on: ['reply'] },
  ],
  officers: { min: 2 },
  milestones: [
    { name: 'started', title: { zh: '已开始办理', en: 'Started' }, by: 'recipient', on: ['accept', 'reply'] },
    { name: 'reported', title: { zh: '已函告办理情况', en: 'Progress reported' }, by: 'recipient', on: ['reply'] },
    { name: 'papers_missing', title: { zh: '手续材料不全', en: 'Papers are incomplete' }, by: 'recipient', on: ['accept', 'reply'], alert: { to: 'requester', level: 'warning' } },
    { name: 'papers_completed', title: { zh: '已补办或书面说明', en: 'Completed or explained' }, by: 'requester', on: ['supplement'] },
  ],
  handsOver: { list: 'measures', id: 'measure', months: 1 },
  obligations: [
    {
      name: 'accept', title: { zh: '签收', en: 'Accept' }, owedBy: 'recipient', startsAt: 'delivered', limit: { n: 2, unit: 'workday', restDay: 'next' },
      limitByUrgency: { ordinary: { n: 2, unit: 'workday', restDay: 'next' }, urgent: { n: 2, unit: 'hour' }, critical: { n: 30, unit: 'minute' } },
      dischargedBy: ['any-reply'], source: { level: 'policy' },
    },
    {
      name: 'start', title: { zh: '开始办理', en: 'Begin' }, owedBy: 'recipient', startsAt: 'delivered',
      limit: { n: 15, unit: 'day', restDay: 'next' }, dischargedBy: [{ milestone: 'started' }, { milestone: 'reported' }, 'final-reply'],
      source: { level: 'law', document: law, article: '240', note: { zh: '收到委托函件后十五日内开始执行，不得拒绝', en: 'begin within fifteen days, without refusing' } },
    },
    {
      name: 'report', title: { zh: '函告办理情况', en: 'Report' }, owedBy: 'recipient', startsAt: 'delivered',
      limit: { n: 30, unit: 'day', restDay: 'next' }, dischargedBy: [{ milestone: 'reported' }, 'final-reply'],
      source: { level: 'law', document: law, article: '240', note: { zh: '三十日内未执行完毕的，也应当函告执行情况', en: 'within thirty days, even when it is not finished' } },
    },
    {
      name: 'complete-papers', title: { zh: '补办手续材料', en: 'Complete the papers' }, owedBy: 'requester', startsAt: { milestone: 'papers_missing' },
      limit: { n: 30, unit: 'day', restDay: 'next' }, dischargedBy: [{ milestone: 'papers_completed' }],
      source: { level: 'law', document: rules, article: '8', note: { zh: '逾期未补办又不说明的，视为撤回委托', en: 'neither completed nor explained: the delegation counts as withdrawn' } },
    },
  ],
  onPerformance: 'withdraw',
  checkRequest: ({ details: { wantedBy, measures } }, { businessDate }) => [...notPast('wantedBy', wantedBy, businessDate), ...measuresLastAMonth(measures, businessDate)],
  checkReply: ({ milestone, details: { missing } }) => milestone === 'papers_missing' && (missing?.length ?? 0) === 0
    ? [detailIssue('missing', 'required-by-milestone', '须写明需补办的材料', 'is required: what is to be completed')] : [],
  example: (at) => ({
    subject: { kind: 'person', name: '张某甲', idNumber: '142629198703124515' },
    details: { matter: 'investigate' as const, content: '核查被执行人在贵辖区的居住及经营情况', place: '太原市小店区某小区', judgment: '（2023）晋1031民初412号', wantedBy: at.days(30) },
  }),
  replyExamples: (at) => ({
    done: { details: { officer: '郭某', startedAt: at.instant(-48), result: '经上门核查，该住所由被执行人之弟居住，未发现被执行人' } },
    not_done: { details: { reason: '委托事项所涉地址不在本辖区', progress: '已到现场核实' } },
  }),
});
