import { defineRequest } from '../define-request';
import { choice, instant, legalDate, longText, optional, text } from '../fields';
import { debtorPerformed } from '../request-parts/debtor-performed';
import { detailIssue, notFuture } from '../request-parts/detail-issue';
import { earlierStepNamed, paperReason, paperStep } from '../request-parts/earlier-step';

/** 要求说明不立案理由: the police give their reasons within seven days, or file after all (刑事诉讼法 2018 art. 113; 公安机关办理刑事案件程序规定 2020 art. 182). */
export const explainNonFiling = defineRequest({
  type: 'explain-non-filing',
  title: { zh: '要求说明不立案理由', en: 'Demand the reasons for not filing' },
  kind: 'decision',
  requesters: ['procuratorate'],
  responders: ['police'],
  subjectKinds: ['person', 'company'],
  request: {
    demandNumber: text({ zh: '要求说明不立案理由通知书文号', en: 'Number of the demand', max: 80 }),
    about: choice({ zh: '监督事由', en: 'About', options: { 'not-filed': { zh: '不予立案', en: 'Not filed' }, 'no-decision': { zh: '逾期未决定', en: 'No decision in time' }, 'case-withdrawn': { zh: '立案后撤案', en: 'Filed, then withdrawn' } } }),
    supervisionRequest: paperStep('提请立案监督函文号', 'Number of the request for supervision'),
    paperReason,
    noticeNumber: optional(text({ zh: '不予立案通知书文号', en: 'Number of the notice of not filing', max: 80 })),
    referredOn: optional(legalDate({ zh: '法院移送日期', en: 'Referred by the court on' })),
    questions: optional(longText({ zh: '需要说明的问题', en: 'What is to be explained' })),
  },
  reply: {
    circumstances: optional(longText({ zh: '不立案的情况', en: 'Circumstances' })),
    basis: optional(longText({ zh: '不立案的依据', en: 'Legal basis' })),
    explanationNumber: optional(text({ zh: '不立案理由说明书文号', en: 'Number of the explanation', max: 80 })),
    filingNumber: optional(text({ zh: '立案决定书文号', en: 'Number of the filing decision', max: 80 })),
    filedAt: optional(instant({ zh: '立案时间', en: 'Filed at' })),
    officer: optional(text({ zh: '承办民警', en: 'Officer in charge', max: 60 })),
  },
  replyRequires: { granted: ['filingNumber'] },
  documents: [
    { kind: '要求说明不立案理由通知书', title: { zh: '要求说明不立案理由通知书', en: 'Demand for the reasons for not filing' }, required: true },
    { kind: '案件移送函', title: { zh: '案件移送函', en: "The court's letter of referral" }, required: false },
    { kind: '不立案理由说明书', title: { zh: '不立案理由说明书', en: 'Explanation of not filing' }, required: false, requiredWith: { outcomes: ['declined'] }, on: ['reply'] },
    { kind: '立案决定书', title: { zh: '立案决定书', en: 'Filing decision' }, required: false, requiredWith: { outcomes: ['granted'] }, on: ['reply'] },
  ],
  milestones: [
    debtorPerformed,
    { name: 'filed', title: { zh: '已立案', en: 'Filed' }, by: 'recipient', on: ['reply', 'measure-change'], impliedBy: { outcomes: ['granted'] } },
    { name: 'reasons_given', title: { zh: '已说明不立案理由', en: 'Reasons given' }, by: 'recipient', on: ['reply'], impliedBy: { outcomes: ['declined'] } },
  ],
  obligations: [{
    name: 'answer', title: { zh: '书面说明不立案理由', en: 'Give the reasons in writing' }, owedBy: 'recipient', startsAt: 'delivered',
    limit: { n: 7, unit: 'day', restDay: 'next' }, dischargedBy: ['final-reply'],
    source: { level: 'law', document: '公安机关办理刑事案件程序规定 (2020)', article: '182', note: { zh: '收到通知书后七日以内；决定立案的送达立案决定书复印件', en: 'within seven days of the notice; if they file, a copy of the decision' } },
  }],
  follows: ['request-filing-supervision'],
  followsWhen: { 'request-filing-supervision': { states: ['delivered', 'accepted', 'information_requested'], outcomes: ['granted'] } },
  checkRequest: ({ details: { supervisionRequest, paperReason: paper, referredOn }, follows }, { businessDate }) =>
    [...earlierStepNamed('supervisionRequest', supervisionRequest, paper, follows), ...notFuture('referredOn', referredOn, businessDate)],
  checkReply: ({ outcome, details: { circumstances, basis, filingNumber } }) => outcome !== 'declined' ? [] : [
    // 公安机关办理刑事案件程序规定 (2020) art. 182: circumstances, basis and reasons.
    ...circumstances === undefined ? [detailIssue('circumstances', 'required-by-outcome', '维持不立案的须说明情况', 'is required when the case stays unfiled')] : [],
    ...basis === undefined ? [detailIssue('basis', 'required-by-outcome', '维持不立案的须说明依据', 'is required when the case stays unfiled')] : [],
    ...filingNumber !== undefined ? [detailIssue('filingNumber', 'declined-but-filed', '维持不立案的不得填写立案决定书', 'must be empty when the case stays unfiled')] : [],
  ],
  example: (at) => ({
    subject: { kind: 'person', name: '张某甲', idNumber: '142629198703124515' },
    details: {
      demandNumber: '隰检不立通〔2025〕2号', about: 'not-filed' as const, supervisionRequest: '（2025）晋1031执监督3号', paperReason: 'before-exchange' as const, noticeNumber: '隰公（经）不立字〔2025〕3号',
      referredOn: at.days(-14), questions: '请说明认定被执行人没有履行能力的依据。',
    },
  }),
  replyExamples: (at) => ({
    granted: { details: { filingNumber: '隰公（经）立字〔2025〕18号', filedAt: at.instant(0), officer: '贾某' } },
    declined: { details: { reason: '现有证据不足以证明有能力履行而拒不履行', circumstances: '经核查，涉案房产登记在配偶名下且购于判决之前', basis: '刑事诉讼法第一百一十二条', explanationNumber: '隰公（经）不立说字〔2025〕2号', officer: '贾某' } },
  }),
});
