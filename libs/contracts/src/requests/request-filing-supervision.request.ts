import { defineRequest } from '../define-request';
import { choice, fenOf, instant, legalDate, longText, money, optional, text } from '../fields';
import { debtorPerformed } from '../request-parts/debtor-performed';
import { detailIssue, neededBy, notFuture } from '../request-parts/detail-issue';
import { earlierStepNamed, paperReason, paperStep } from '../request-parts/earlier-step';
import { standsForFields, standsForIssues } from '../request-parts/stands-for';

/** 提请立案监督: the court asks the procuratorate to supervise a referral that was not filed, or not decided in time (刑事诉讼法 2018 art. 113; 法发〔2025〕8号). */
export const requestFilingSupervision = defineRequest({
  type: 'request-filing-supervision',
  title: { zh: '提请立案监督', en: 'Request supervision of filing' },
  kind: 'decision',
  requesters: ['court'],
  responders: ['procuratorate'],
  subjectKinds: ['person', 'company'],
  debtorNamedIn: 'debtor',
  request: {
    ...standsForFields,
    ground: choice({
      zh: '提请理由', en: 'Ground', options: {
        'not-filed': { zh: '公安机关不予立案', en: 'The police did not file' },
        'no-decision': { zh: '逾期未作决定', en: 'No decision in time' },
        'case-withdrawn': { zh: '立案后撤销案件', en: 'Filed, then withdrawn' },
      },
    }),
    police: text({ zh: '公安机关', en: 'Police organisation', max: 120 }),
    referredOn: legalDate({ zh: '移送日期', en: 'Referred on' }),
    referral: paperStep('案件移送函文号', 'Number of the letter of referral'),
    paperReason,
    noticeNumber: optional(text({ zh: '不予立案通知书或撤销案件决定书文号', en: "Number of the police's notice", max: 80 })),
    owed: optional(money({ zh: '应履行金额', en: 'Amount to be performed', positive: true })),
    unperformed: optional(money({ zh: '尚未履行金额', en: 'Amount not performed' })),
    reasons: longText({ zh: '认为应当立案的理由', en: 'Why the case should be filed' }),
  },
  reply: {
    acceptedNumber: optional(text({ zh: '受理文号', en: 'Number of the intake', max: 80 })),
    explanationNumber: optional(text({ zh: '要求说明不立案理由通知书文号', en: "Number of the demand for the police's reasons", max: 80 })),
    decidedOn: optional(legalDate({ zh: '决定日期', en: 'Decided on' })),
    orderNumber: optional(text({ zh: '通知立案书文号', en: 'Number of the order to file', max: 80 })),
    filingNumber: optional(text({ zh: '立案决定书文号', en: 'Number of the filing decision', max: 80 })),
    filedAt: optional(instant({ zh: '立案时间', en: 'Filed at' })),
    prosecutor: optional(text({ zh: '承办检察官', en: 'Prosecutor in charge', max: 60 })),
  },
  documents: [
    { kind: '提请立案监督函', title: { zh: '提请立案监督函', en: 'Letter asking for supervision' }, required: true },
    { kind: '案件移送函', title: { zh: '案件移送函', en: 'Letter of referral' }, required: true },
    { kind: '执行情况说明', title: { zh: '执行情况说明', en: 'Statement of the enforcement' }, required: true },
    { kind: '不予立案通知书', title: { zh: '不予立案通知书', en: 'Notice of not filing' }, required: false, requiredWhen: { field: 'ground', equals: 'not-filed' } },
    { kind: '撤销案件决定书', title: { zh: '撤销案件决定书', en: 'Decision to withdraw the case' }, required: false, requiredWhen: { field: 'ground', equals: 'case-withdrawn' } },
    { kind: '受案回执', title: { zh: '受案回执', en: 'Receipt of intake' }, required: false },
    { kind: '证据材料', title: { zh: '证据材料', en: 'Evidence' }, required: false },
    { kind: '立案监督结果通知书', title: { zh: '立案监督结果通知书', en: 'Notice of the result of the supervision' }, required: false, on: ['reply'] },
  ],
  milestones: [
    debtorPerformed,
    { name: 'explanation_demanded', title: { zh: '已要求公安机关说明理由', en: 'Reasons demanded from the police' }, by: 'recipient', on: ['reply', 'measure-change'] },
    { name: 'filing_ordered', title: { zh: '已通知公安机关立案', en: 'Police ordered to file' }, by: 'recipient', on: ['reply', 'measure-change'], alert: { to: 'requester', level: 'warning' } },
    { name: 'filed', title: { zh: '公安机关已立案', en: 'Filed by the police' }, by: 'recipient', on: ['reply', 'measure-change'], alert: { to: 'requester', level: 'warning' } },
  ],
  obligations: [{
    name: 'answer', title: { zh: '决定是否监督并答复', en: 'Decide on the supervision and answer' }, owedBy: 'recipient', startsAt: 'delivered',
    limit: { n: 7, unit: 'day', restDay: 'next' }, dischargedBy: ['final-reply'],
    source: { level: 'policy', note: { zh: '法发〔2025〕8号规定可以提请立案监督，未见答复天数', en: '法发〔2025〕8号 lets the court ask; no number of days found' } },
  }],
  follows: ['refer-refusal-offence'],
  followsWhen: { 'refer-refusal-offence': { outcomes: ['declined'], breached: ['decide'], started: ['explain-refusal', 'explain-case-withdrawal'] } },
  draftedAfter: {
    'refer-refusal-offence': {
      details: ({ ground, details: { capacity, debtor, owed, unperformed, facts }, reply: { noticeNumber }, submittedOn, recipientName }) => ({
        ground: ground.by === 'breached' ? 'no-decision' : ground.name === 'explain-case-withdrawal' ? 'case-withdrawn' : 'not-filed',
        police: recipientName, referredOn: submittedOn, noticeNumber, capacity, debtor, owed, unperformed, reasons: facts,
      }),
    },
  },
  onPerformance: 'withdraw',
  // The criminal case goes on: whatever the debtor performs meanwhile has still to be told.
  staysAnsweredAfter: ['granted'],
  checkRequest: ({ details: { ground, referredOn, referral, paperReason: paper, noticeNumber, owed, unperformed, ...who }, follows }, { businessDate }) => [
    ...standsForIssues(who, ['legal-representative', 'person-in-charge', 'directly-responsible', 'actual-controller', 'guarantor', 'assisting', 'other'], '法释〔2024〕13号第一条、第八条'),
    ...earlierStepNamed('referral', referral, paper, follows),
    ...neededBy('noticeNumber', ground !== 'no-decision' && noticeNumber === undefined, '不予立案或撤销案件时须写明文书文号', 'is required when the police decided'),
    ...notFuture('referredOn', referredOn, businessDate),
    ...owed !== undefined && unperformed !== undefined && fenOf(unperformed) > fenOf(owed) ? [detailIssue('unperformed', 'amount-over-owed', '不得大于应履行金额', 'cannot be more than the amount to be performed')] : [],
  ],
  example: (at) => ({
    subject: { kind: 'person', name: '张某甲', idNumber: '142629198703124515' },
    details: {
      ground: 'not-filed' as const, police: '隰县公安局', referredOn: at.days(-12), referral: '（2025）晋1031执移3号', paperReason: 'before-exchange' as const, noticeNumber: '隰公（经）不立字〔2025〕3号', owed: '987500.00', unperformed: '960000.00',
      reasons: '被执行人以配偶名义购置房产，经司法拘留后仍拒不履行，符合法释〔2024〕13号第三条规定的情形。',
    },
  }),
  replyExamples: (at) => ({
    granted: { milestone: 'explanation_demanded', details: { acceptedNumber: '隰检立监受〔2025〕4号', explanationNumber: '隰检不立通〔2025〕2号', decidedOn: at.today, prosecutor: '吴某' } },
    declined: { details: { reason: '公安机关不立案的理由成立，已书面答复', decidedOn: at.today, prosecutor: '吴某' } },
  }),
});
