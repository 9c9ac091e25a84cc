import { defineRequest } from '../define-request';
import { choice, choices, fenOf, fieldSet, instant, legalDate, listOfGroups, longText, money, optional, text } from '../fields';
import { debtorPerformed } from '../request-parts/debtor-performed';
import { detailIssue, notFuture } from '../request-parts/detail-issue';
import { standsForFields, standsForIssues } from '../request-parts/stands-for';

const opinion = '法发〔2025〕8号';
const evidence = (kind: string, en: string) => ({ kind, title: { zh: kind, en }, required: true });

/** Acts that make the offence only when the debtor goes on after a fine or a detention: 法释〔2024〕13号 art. 3 (4) to (7). */
const afterCoercion = ['false-report', 'breaks-restriction', 'refuses-to-vacate', 'refuses-to-act', 'breaks-prohibition'];

const coerciveMeasure = fieldSet({
  kind: choice({ zh: '强制措施', en: 'Measure', options: { fine: { zh: '罚款', en: 'Fine' }, detention: { zh: '司法拘留', en: 'Judicial detention' }, other: { zh: '其他', en: 'Other' } } }),
  decision: text({ zh: '决定书文号', en: 'Number of the decision', max: 120 }),
  on: legalDate({ zh: '执行日期', en: 'Carried out on' }),
}, 'CoerciveMeasure');

/** 移送涉嫌拒执罪: first step of the refusal-offence fast track (刑法 art. 313; 法释〔2024〕13号; 法发〔2025〕8号, in force 2025-07-01). */
export const referRefusalOffence = defineRequest({
  type: 'refer-refusal-offence',
  title: { zh: '移送涉嫌拒执罪', en: 'Refer a suspected refusal offence' },
  kind: 'decision',
  requesters: ['court'],
  responders: ['police'],
  subjectKinds: ['person', 'company'],
  debtorNamedIn: 'debtor',
  request: {
    ...standsForFields,
    judgment: text({ zh: '执行依据文号', en: 'Number of the judgment enforced', max: 120 }),
    owed: money({ zh: '应履行金额', en: 'Amount to be performed', positive: true }),
    unperformed: optional(money({ zh: '尚未履行金额', en: 'Amount not performed' })),
    acts: choices({
      zh: '拒不执行行为', en: 'Acts of refusal', options: {
        'hides-property': { zh: '隐藏、转移、毁损财产', en: 'Hides, moves or destroys property' },
        'gives-away-property': { zh: '无偿或低价处分财产、放弃债权', en: 'Gives property or claims away' },
        'sham-deals': { zh: '虚假和解、虚假转让、高价受让、恶意担保', en: 'Sham deals, overpriced purchases, guarantees in bad faith' },
        'tampers-evidence': { zh: '伪造、毁灭证据或妨害作证', en: 'Forges or destroys evidence, tampers with witnesses' },
        'false-report': { zh: '拒绝报告或虚假报告财产', en: 'Refuses to report or reports falsely' },
        'breaks-restriction': { zh: '违反限制消费令等', en: 'Breaks a consumption restriction' },
        'refuses-to-vacate': { zh: '拒不迁出、拒不交付', en: 'Refuses to vacate or hand over' },
        'refuses-to-act': { zh: '拒不履行协助行使人身权益等作为义务', en: 'Refuses an act that is owed' },
        'breaks-prohibition': { zh: '违反人身安全保护令、禁止从业决定等', en: 'Breaks a protection order or a professional ban' },
        'sham-litigation': { zh: '虚假诉讼、仲裁、公证妨害执行', en: 'Sham litigation, arbitration or notarisation' },
        'obstructs-enforcement': { zh: '暴力、威胁等妨害执行', en: 'Obstructs enforcement by force or threat' },
        other: { zh: '其他', en: 'Other' },
      },
    }),
    coerciveMeasures: optional(listOfGroups({ zh: '已采取的罚款、拘留等强制措施', en: 'Fines, detentions and the like', of: coerciveMeasure, max: 20 })),
    facts: longText({ zh: '主要事实', en: 'Facts' }),
    measuresTaken: optional(longText({ zh: '已采取的执行措施', en: 'Measures taken' })),
    refusedSince: optional(legalDate({ zh: '拒不执行起始日', en: 'Refused since' })),
  },
  reply: {
    receiptNumber: optional(text({ zh: '受案登记文号', en: 'Number of the intake', max: 80 })),
    filingNumber: optional(text({ zh: '立案决定书文号', en: 'Number of the filing decision', max: 80 })),
    filedAt: optional(instant({ zh: '立案时间', en: 'Filed at' })),
    noticeNumber: optional(text({ zh: '不予立案通知书文号', en: 'Number of the notice of not filing', max: 80 })),
    declinedBecause: optional(choice({
      zh: '不予立案理由', en: 'Why not filed', options: {
        'no-facts': { zh: '没有犯罪事实', en: 'No facts of an offence' },
        minor: { zh: '情节显著轻微', en: 'Plainly minor' },
        'no-jurisdiction': { zh: '无管辖权', en: 'No jurisdiction' },
        'not-prosecutable': { zh: '依法不追究刑事责任', en: 'Not prosecutable by law' },
        'insufficient-evidence': { zh: '证据不足', en: 'Evidence does not suffice' },
      },
    })),
    officer: optional(text({ zh: '承办民警', en: 'Officer in charge', max: 60 })),
  },
  documents: [
    evidence('案件移送函', 'Letter of referral'),
    evidence('执行情况说明', 'Statement of the enforcement'),
    evidence('身份证据', 'Evidence of identity'),
    evidence('义务证据', 'Evidence of the duty'),
    evidence('履行能力证据', 'Evidence of ability to perform'),
    evidence('拒不执行行为证据', 'Evidence of the acts of refusal'),
    evidence('情节后果证据', 'Evidence of circumstances and consequences'),
    { kind: '受案回执', title: { zh: '受案回执', en: 'Receipt of intake' }, required: false, requiredWith: { milestones: ['receipt'] }, on: ['accept', 'reply'] },
    { kind: '立案决定书', title: { zh: '立案决定书', en: 'Filing decision' }, required: false, on: ['reply'] },
    { kind: '不予立案通知书', title: { zh: '不予立案通知书', en: 'Notice of not filing' }, required: false, requiredWith: { outcomes: ['declined'], milestones: ['not_filed'] }, on: ['reply'] },
    { kind: '撤销案件决定书', title: { zh: '撤销案件决定书', en: 'Decision to withdraw the case' }, required: false, on: ['reply', 'measure-change'] },
    { kind: '不立案理由说明书', title: { zh: '不立案或撤案理由说明书', en: 'Letter with the reasons' }, required: false, requiredWith: { milestones: ['refusal_explained'] }, on: ['reply', 'measure-change'] },
  ],
  milestones: [
    debtorPerformed,
    { name: 'receipt', title: { zh: '已受案', en: 'Taken in, receipt given' }, by: 'recipient', on: ['accept', 'reply'] },
    { name: 'complex', title: { zh: '重大疑难复杂', en: 'Grave, difficult or complex' }, by: 'recipient', on: ['accept', 'reply'], needsReason: true },
    { name: 'filed', title: { zh: '已立案', en: 'Filed' }, by: 'recipient', on: ['reply'], impliedBy: { outcomes: ['granted'] } },
    { name: 'not_filed', title: { zh: '不予立案', en: 'Not filed' }, by: 'recipient', on: ['reply'], impliedBy: { outcomes: ['declined'] }, alert: { to: 'requester', level: 'warning' } },
    { name: 'case_withdrawn', title: { zh: '立案后撤案', en: 'Filed, then withdrawn' }, by: 'recipient', on: ['reply', 'measure-change'], alert: { to: 'requester', level: 'warning' } },
    { name: 'refusal_explained', title: { zh: '已书面说明理由', en: 'Reasons given in writing' }, by: 'recipient', on: ['reply', 'measure-change'] },
  ],
  obligations: [
    {
      name: 'receipt', title: { zh: '出具受案回执', en: 'Give a receipt' }, owedBy: 'recipient', startsAt: 'delivered',
      limit: { n: 1, unit: 'workday', restDay: 'next' }, dischargedBy: [{ milestone: 'receipt' }],
      source: { level: 'policy', document: opinion, article: '5', note: { zh: '意见要求出具回执，天数为政策', en: 'the opinion says that a receipt is given; the number of days is policy' } },
    },
    {
      name: 'decide', title: { zh: '决定是否立案', en: 'Decide whether to file' }, owedBy: 'recipient', startsAt: 'delivered',
      limit: { n: 7, unit: 'day', restDay: 'next' }, limitFromMilestone: { complex: { n: 30, unit: 'day', restDay: 'next' } },
      dischargedBy: ['final-reply', { milestone: 'filed' }, { milestone: 'not_filed' }],
      source: { level: 'opinion', document: opinion, article: '5', note: { zh: '重大疑难复杂的三十日', en: '30 days when grave, difficult or complex' } },
    },
    {
      name: 'explain-refusal', title: { zh: '书面说明不立案理由', en: 'Give the reasons for not filing' }, owedBy: 'recipient', startsAt: { milestone: 'not_filed' },
      limit: { n: 7, unit: 'day', restDay: 'next' }, dischargedBy: ['final-reply', { milestone: 'refusal_explained' }],
      source: { level: 'opinion', document: opinion, note: { zh: '不予立案后七日内书面说明理由；随不予立案通知书一并说明的，反馈时选“已书面说明理由”', en: 'a letter with the reasons after not filing; a reply that brings it names the milestone refusal_explained' } },
    },
    {
      name: 'explain-case-withdrawal', title: { zh: '书面说明撤案理由', en: 'Give the reasons for withdrawing the case' }, owedBy: 'recipient', startsAt: { milestone: 'case_withdrawn' },
      limit: { n: 7, unit: 'day', restDay: 'next' }, dischargedBy: ['final-reply', { milestone: 'refusal_explained' }],
      source: { level: 'opinion', document: opinion, note: { zh: '立案后撤案的七日内书面说明理由', en: 'a letter with the reasons after withdrawing the case' } },
    },
  ],
  onPerformance: 'withdraw',
  // The criminal case goes on: whatever the debtor performs meanwhile has still to be told.
  staysAnsweredAfter: ['granted'],
  checkRequest: ({ details: { owed, unperformed, acts, coerciveMeasures = [], refusedSince, ...who } }, { businessDate }) => [
    // Who has a duty to perform besides the debtor, and who helps him to refuse: 法释〔2024〕13号 arts. 1, 8; of a unit, who is responsible.
    ...standsForIssues(who, ['legal-representative', 'person-in-charge', 'directly-responsible', 'actual-controller', 'guarantor', 'assisting', 'other'], '法释〔2024〕13号第一条、第八条'),
    ...unperformed !== undefined && fenOf(unperformed) > fenOf(owed) ? [detailIssue('unperformed', 'amount-over-owed', '不得大于应履行金额', 'cannot be more than the amount to be performed')] : [],
    ...acts.every((act) => afterCoercion.includes(act)) && coerciveMeasures.length === 0
      ? [detailIssue('coerciveMeasures', 'coercion-missing', '所列行为须经采取罚款、拘留等强制措施后仍拒不执行（法释〔2024〕13号第三条）', 'is required: these acts are an offence only after a fine or a detention (法释〔2024〕13号 art. 3)')] : [],
    ...notFuture('refusedSince', refusedSince, businessDate),
  ],
  example: (at) => ({
    subject: { kind: 'person', name: '张某甲', idNumber: '142629198703124515' },
    details: {
      judgment: '（2023）晋1031民初412号', owed: '987500.00', unperformed: '960000.00', acts: ['hides-property' as const, 'false-report' as const],
      facts: '和解后未履行；其间以配偶名义购置房产一套，未如实报告财产。', measuresTaken: '已发出报告财产令、限制消费令，查询银行存款并冻结。', coerciveMeasures: [{ kind: 'detention' as const, decision: '（2025）晋1031司惩7号', on: at.days(-60) }], refusedSince: at.days(-400),
    },
  }),
  replyExamples: (at) => ({
    granted: { details: { filingNumber: '隰公（经）立字〔2025〕18号', filedAt: at.instant(0), officer: '贾某' } },
    declined: { details: { reason: '现有证据不足以证明有能力履行而拒不履行', declinedBecause: 'insufficient-evidence' as const, noticeNumber: '隰公（经）不立字〔2025〕3号' } },
  }),
});
