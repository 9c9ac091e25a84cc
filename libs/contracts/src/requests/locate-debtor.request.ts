import { defineRequest } from '../define-request';
import { boolean, choice, fieldSet, instant, legalDate, listOfGroups, longText, optional, sensitive, text } from '../fields';
import { detailIssue } from '../request-parts/detail-issue';
import { standsForFields, standsForIssues } from '../request-parts/stands-for';
import { milestoneWithoutHit, watchObligations } from '../request-parts/standing-watch';

const leadKinds = {
  residence: { zh: '住所', en: 'Residence' },
  hotel: { zh: '旅馆住宿', en: 'Hotel' },
  travel: { zh: '出行', en: 'Travel' },
  vehicle: { zh: '车辆', en: 'Vehicle' },
  other: { zh: '其他', en: 'Other' },
};
const leadKind = choice({ zh: '线索种类', en: 'Kind of lead', options: leadKinds });
const place = sensitive(text({ zh: '地点', en: 'Place' }));
const lastKnown = fieldSet({ place, kind: leadKind, seenAt: optional(instant({ zh: '时间', en: 'Time' })), note: optional(text({ zh: '备注', en: 'Note' })) }, 'LastKnown');

/** 协助查控被执行人: a standing watch (布控) until its end date; every hit is an interim reply at once. */
export const locateDebtor = defineRequest({
  type: 'locate-debtor',
  title: { zh: '协助查控被执行人', en: 'Locate a debtor' },
  kind: 'search',
  requesters: ['court'],
  responders: ['police'],
  subjectKinds: ['person'],
  debtorNamedIn: 'debtor',
  request: {
    ...standsForFields,
    wanted: choice({ zh: '协助要求', en: 'Wanted', options: { custody: { zh: '控制并移交', en: 'Hold and hand over' }, whereabouts: { zh: '仅查明下落', en: 'Whereabouts only' } } }),
    watchUntil: legalDate({ zh: '布控期限至', en: 'Watch until' }),
    lastKnown: optional(listOfGroups({ zh: '已知线索', en: 'Last known places', of: lastKnown, max: 50 })),
    phone: optional(sensitive(text({ zh: '联系电话', en: 'Telephone', max: 30 }))),
    appearance: optional(longText({ zh: '体貌特征', en: 'Appearance', max: 1000 })),
    approvedBy: optional(text({ zh: '批准人（院长）', en: 'Approved by (president of the court)', max: 60, hint: { zh: '拘传、拘留须经院长批准（民事诉讼法第一百一十九条）', en: 'the president approves summons by force and detention (民事诉讼法 art. 119)' } })),
    risk: optional(longText({ zh: '风险提示', en: 'Risks', max: 1000 })),
  },
  reply: {
    place: optional(place),
    kind: optional(leadKind),
    seenAt: optional(instant({ zh: '发现时间', en: 'Seen at' })),
    held: optional(boolean({ zh: '已控制', en: 'Held' })),
    handOverAt: optional(sensitive(text({ zh: '移交地点', en: 'Hand-over point' }))),
    contact: optional(text({ zh: '联系民警', en: 'Contact' })),
  },
  replyRequires: { found: ['place', 'kind'] },
  until: { request: 'watchUntil' },
  watch: { from: 'first-reply', to: 'final-reply', hits: ['seen', 'held'] },
  documents: [
    { kind: '协助查控被执行人通知书', title: { zh: '协助查控被执行人通知书', en: 'Notice to assist in locating a debtor' }, required: true },
    { kind: '拘留决定书', title: { zh: '拘留决定书', en: 'Detention decision' }, required: false, requiredWhen: { field: 'wanted', equals: 'custody' }, alternatives: ['拘传票'] },
    { kind: '拘传票', title: { zh: '拘传票', en: 'Summons by force' }, required: false },
    { kind: '照片', title: { zh: '照片', en: 'Photograph' }, required: false },
    { kind: '移交清单', title: { zh: '移交清单', en: 'Hand-over record' }, required: false, on: ['reply'] },
  ],
  officers: { min: 2 },
  milestones: [
    { name: 'seen', title: { zh: '发现行踪', en: 'Seen' }, by: 'recipient', on: ['reply'], alert: { to: 'requester', level: 'warning' } },
    { name: 'held', title: { zh: '已控制，待移交', en: 'Held, to be collected' }, by: 'recipient', on: ['reply'], alert: { to: 'requester', level: 'critical' } },
    { name: 'collected', title: { zh: '法院已接收', en: 'Collected by the court' }, by: 'requester', on: ['supplement'] },
  ],
  measure: { kind: 'watch', does: 'create', object: ['wanted', 'capacity', 'debtor', 'lastKnown'], until: { request: 'watchUntil' } },
  obligations: [
    ...watchObligations,
    {
      name: 'collect', title: { zh: '接收被控制人', en: 'Collect the held debtor' }, owedBy: 'requester', startsAt: { milestone: 'held' },
      limit: { n: 24, unit: 'hour' }, dischargedBy: [{ milestone: 'collected' }],
      source: { level: 'policy', note: { zh: '拘传后调查询问不得超过八小时，情况复杂的不得超过二十四小时（民诉法解释第四百八十二条）', en: 'questioning after a summons at most 8 h, complex 24 h (民诉法解释 art. 482)' } },
    },
  ],
  onPerformance: 'withdraw',
  checkRequest: ({ details: { watchUntil, ...who } }, { businessDate }) => [
    ...watchUntil >= businessDate ? [] : [{ pointer: '/details/watchUntil', code: 'date-past', zh: '布控期限已过', en: 'is already past' }],
    // 拘传, 协助查找: 财产调查规定 art. 15; 拘留: 民事诉讼法 arts. 114, 252.
    ...standsForIssues(who, ['legal-representative', 'person-in-charge', 'directly-responsible', 'actual-controller', 'guardian', 'other'], '财产调查规定第十五条，民事诉讼法第一百一十四条、第二百五十二条'),
  ],
  checkReply: (reply) => [
    ...milestoneWithoutHit(reply),
    ...reply.milestone === 'held' && reply.details.handOverAt === undefined ? [detailIssue('handOverAt', 'required-by-milestone', '已控制时须写明移交地点', 'is required when the debtor is held')] : [],
  ],
  example: (at) => ({
    subject: { kind: 'person', name: '张某甲', idNumber: '142629198703124515' },
    details: {
      wanted: 'whereabouts' as const, watchUntil: at.days(180),
      lastKnown: [{ place: '隰县龙泉镇', kind: 'residence' as const }], appearance: '身高约175厘米，短发',
    },
  }),
  replyExamples: (at) => {
    const hit = { place: '隰县某宾馆', kind: 'hotel' as const, seenAt: at.instant(0), handOverAt: '隰县公安局龙泉派出所', contact: '值班民警 贾某' };
    return {
      found: { details: hit },
      'found:held': { final: false, milestone: 'held', details: { ...hit, held: true } },
      not_found_yet: { details: { note: '已布控' } },
      expired: { details: { reason: '布控期满，未发现被执行人行踪' } },
    };
  },
});
