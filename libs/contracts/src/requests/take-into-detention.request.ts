import { defineRequest } from '../define-request';
import { boolean, choice, instant, integer, legalDate, longText, optional, sensitive, text } from '../fields';
import { detailIssue, notFuture } from '../request-parts/detail-issue';
import { standsForFields, standsForIssues } from '../request-parts/stands-for';
import { addDays, parseInstant, shanghaiDate } from '../shanghai-time';

/** 民事诉讼法 (2023) art. 118. */
const longestDays = 15;

/** 司法拘留收押: the court's detention decision is carried out by the police; at most 15 days (民事诉讼法 2023 art. 118). */
export const takeIntoDetention = defineRequest({
  type: 'take-into-detention',
  title: { zh: '司法拘留收押', en: 'Take into judicial detention' },
  kind: 'service',
  requesters: ['court'],
  responders: ['police'],
  subjectKinds: ['person'],
  debtorNamedIn: 'debtor',
  request: {
    ...standsForFields,
    days: integer({ zh: '拘留天数', en: 'Days of detention', min: 1, max: longestDays }),
    ground: choice({
      zh: '拘留事由', en: 'Ground', options: {
        'refuses-to-perform': { zh: '拒不履行生效法律文书', en: 'Refuses to perform' },
        'hides-property': { zh: '隐藏、转移财产', en: 'Hides or moves property' },
        'false-report': { zh: '拒绝报告或虚假报告财产', en: 'Refuses to report or reports falsely' },
        'breaks-restriction': { zh: '违反限制消费令', en: 'Breaks a consumption restriction' },
        'obstructs-enforcement': { zh: '妨害、抗拒执行', en: 'Obstructs enforcement' },
        colludes: { zh: '恶意串通逃避履行', en: 'Colludes to evade performance' },
        'refuses-to-assist': { zh: '拒不协助执行', en: 'Refuses to assist' },
      },
    }),
    approvedBy: text({ zh: '批准人（院长）', en: 'Approved by (president of the court)', max: 60 }),
    decidedOn: optional(legalDate({ zh: '决定日期', en: 'Decided on' })),
    elsewhere: optional(boolean({ zh: '异地收拘', en: 'Taken in elsewhere', hint: { zh: '须经异地拘留所主管公安机关批准（拘留所条例第九条）', en: 'the police there approve (拘留所条例 art. 9)' } })),
    health: optional(longText({ zh: '健康状况', en: 'State of health', max: 1000 })),
  },
  reply: {
    takenInAt: optional(sensitive(text({ zh: '收拘场所', en: 'Taken in at' }))),
    takenInTime: optional(instant({ zh: '收拘时间', en: 'Time of taking in' })),
    until: optional(legalDate({ zh: '拘留期满日', en: 'Detention ends on' })),
    certificate: optional(text({ zh: '收拘回执文号', en: 'Number of the receipt', max: 80 })),
  },
  replyRequires: { done: ['takenInAt', 'takenInTime', 'until'] },
  until: { reply: 'until' },
  documents: [
    { kind: '拘留决定书', title: { zh: '拘留决定书', en: 'Detention decision' }, required: true },
    { kind: '健康检查证明', title: { zh: '健康检查证明', en: 'Medical check' }, required: false },
    { kind: '异地收拘说明', title: { zh: '异地收拘说明', en: 'Statement on detention elsewhere' }, required: false, requiredWhen: { field: 'elsewhere', equals: true } },
    { kind: '收拘回执', title: { zh: '收拘回执', en: 'Receipt of taking in' }, required: false, on: ['reply'] },
  ],
  officers: { min: 2 },
  milestones: [
    { name: 'taken_in', title: { zh: '已收拘', en: 'Taken in' }, by: 'recipient', on: ['reply'], impliedBy: { outcomes: ['done'] } },
    { name: 'family_notified', title: { zh: '已通知家属', en: 'Family notified' }, by: 'requester', on: ['supplement'] },
    { name: 'family_not_reached', title: { zh: '无法通知家属，已记录在案', en: 'Family not reached, which is on record' }, by: 'requester', on: ['supplement'], needsReason: true },
    { name: 'leave_asked', title: { zh: '申请请假出所', en: 'Leave asked for' }, by: 'recipient', on: ['measure-change'], alert: { to: 'requester', level: 'critical' } },
    { name: 'leave_decided', title: { zh: '已决定是否准假', en: 'Decided on the leave' }, by: 'requester', on: ['supplement'] },
    { name: 'possibly_wrongful', title: { zh: '可能错误拘留', en: 'Possibly wrongful' }, by: 'recipient', on: ['reply', 'measure-change'], alert: { to: 'requester', level: 'critical' } },
    { name: 'wrongful_answered', title: { zh: '已作出处理决定', en: 'Decided on the possibly wrongful detention' }, by: 'requester', on: ['supplement'] },
    { name: 'released', title: { zh: '已解除拘留', en: 'Released' }, by: 'recipient', on: ['measure-change'] },
  ],
  measure: { kind: 'detention', does: 'create', object: ['capacity', 'debtor', 'takenInAt', 'certificate'], from: { reply: 'takenInTime' }, until: { reply: 'until' }, days: 'days', endedBy: ['released'] },
  obligations: [
    {
      name: 'answer', title: { zh: '收拘并反馈', en: 'Take in and answer' }, owedBy: 'recipient', startsAt: 'delivered',
      limit: { n: 0, unit: 'day', restDay: 'same' }, dischargedBy: ['final-reply'],
      source: { level: 'policy', note: { zh: '当日；拘留所应当及时收拘（拘留所条例第九条）', en: 'the same day; the detention house takes in promptly (拘留所条例 art. 9)' } },
    },
    {
      name: 'notify-family', title: { zh: '通知家属', en: 'Notify the family' }, owedBy: 'requester', startsAt: { milestone: 'taken_in' },
      limit: { n: 24, unit: 'hour' }, dischargedBy: [{ milestone: 'family_notified' }, { milestone: 'family_not_reached' }],
      source: { level: 'law', document: '民事诉讼法解释 (2022)', article: '180', note: { zh: '自收拘起；确实无法通知的记录在案', en: 'from the taking in; who cannot be reached is put on record' } },
    },
    {
      name: 'detention-ends', title: { zh: '拘留期满解除', en: 'Release at the end of the detention' }, owedBy: 'recipient', startsAt: { milestone: 'taken_in' },
      limit: { until: 'reply' }, dischargedBy: [{ milestone: 'released' }],
      source: { level: 'law', document: '民事诉讼法 (2023)', article: '118', note: { zh: '十五日以下', en: 'at most 15 days' } },
    },
    {
      name: 'answer-wrongful', title: { zh: '对可能错误拘留作出处理决定', en: 'Decide on a possibly wrongful detention' }, owedBy: 'requester', startsAt: { milestone: 'possibly_wrongful' },
      limit: { n: 24, unit: 'hour' }, dischargedBy: [{ milestone: 'wrongful_answered' }],
      source: { level: 'law', document: '拘留所条例 (2012)', article: '12' },
    },
    {
      name: 'decide-leave', title: { zh: '决定是否准予请假出所', en: 'Decide on the leave' }, owedBy: 'requester', startsAt: { milestone: 'leave_asked' },
      limit: { n: 12, unit: 'hour' }, dischargedBy: [{ milestone: 'leave_decided' }],
      source: { level: 'law', document: '拘留所条例 (2012)', article: '27', note: { zh: '申请提出后十二小时内；请假出所的时间不计入拘留期限', en: 'within 12 hours of the request; leave does not count as detention' } },
    },
  ],
  follows: ['locate-debtor'],
  onPerformance: 'withdraw',
  checkRequest: ({ details: { decidedOn, ground, ...who } }, { businessDate }) => [
    ...notFuture('decidedOn', decidedOn, businessDate),
    // Who is responsible for a unit: arts. 114, 117, 252; 财产调查规定 arts. 9, 19. Whoever else obstructs: art. 114.
    ...standsForIssues(who, ['legal-representative', 'person-in-charge', 'directly-responsible', 'guardian', 'assisting', 'other'], '民事诉讼法第一百一十四条、第一百一十七条、第二百五十二条'),
    ...ground === 'refuses-to-assist' && who.capacity !== 'assisting' ? [detailIssue('capacity', 'not-assisting', '拒不协助执行的，对象须为协助执行义务人或者其责任人员（民事诉讼法第一百一十七条）', 'must be who has to assist, or the person responsible there (民事诉讼法 art. 117)')] : [],
  ],
  // 拘留所条例 (2012) art. 32: from the day of taking in to the next day is one day.
  checkReply: ({ details: { takenInTime, until } }) => takenInTime !== undefined && until !== undefined && until > addDays(shanghaiDate(parseInstant(takenInTime)), longestDays)
    ? [detailIssue('until', 'detention-too-long', '拘留不得超过十五日（民事诉讼法第一百一十八条）', 'a detention lasts at most 15 days (民事诉讼法 art. 118)')] : [],
  example: (at) => ({
    subject: { kind: 'person', name: '张某甲', idNumber: '142629198703124515' },
    details: { days: 15, ground: 'refuses-to-perform' as const, approvedBy: '高某', decidedOn: at.today, health: '无拘留禁忌' },
  }),
  replyExamples: (at) => ({
    done: { milestone: 'taken_in', details: { takenInAt: '隰县拘留所', takenInTime: at.instant(0), until: at.days(15) } },
    not_done: { details: { reason: '体检发现不宜收拘，不予收拘' } },
  }),
});
