import { defineRequest } from '../define-request';
import { choice, legalDate, longText, optional, text } from '../fields';
import { debtorPerformed } from '../request-parts/debtor-performed';
import { detailIssue, neededBy, notFuture } from '../request-parts/detail-issue';
import { earlierStepNamed, paperReason, paperStep } from '../request-parts/earlier-step';
import { inCustody, suspectCustody } from '../request-parts/suspect-custody';
import { addDays } from '../shanghai-time';

const law = '刑事诉讼法 (2018)';
/** Days after the detention within which approval is asked for: 刑事诉讼法 2018 art. 91. */
const daysToAsk = { none: 3, special: 7, roving: 30 };

/** 提请批准逮捕: the procuratorate decides within seven days; a suspect in custody gains no day by a holiday (刑事诉讼法 2018 arts. 91, 105). */
export const requestArrestApproval = defineRequest({
  type: 'request-arrest-approval',
  title: { zh: '提请批准逮捕', en: 'Request approval of an arrest' },
  kind: 'decision',
  requesters: ['police'],
  responders: ['procuratorate'],
  subjectKinds: ['person'],
  request: {
    requestNumber: text({ zh: '提请批准逮捕书文号', en: 'Number of the request', max: 80 }),
    requestedOn: legalDate({ zh: '提请日期', en: 'Requested on' }),
    filing: paperStep('立案决定书文号', 'Number of the filing decision'),
    paperReason,
    custody: suspectCustody,
    detainedOn: optional(legalDate({ zh: '拘留日期', en: 'Detained on' })),
    extension: optional(choice({
      zh: '提请时间的延长', en: 'Longer time to ask', options: {
        none: { zh: '未延长（三日以内）', en: 'None (3 days)' }, special: { zh: '特殊情况（延长一日至四日）', en: 'Special circumstances (1 to 4 days more)' },
        roving: { zh: '流窜、多次、结伙作案（延长至三十日）', en: 'Roving, repeated or gang offences (30 days)' },
      },
    })),
    facts: longText({ zh: '犯罪事实', en: 'Facts of the offence' }),
    necessity: longText({ zh: '社会危险性及逮捕必要性', en: 'Why an arrest is needed', max: 2000 }),
    approvedBy: text({ zh: '批准人（公安机关负责人）', en: 'Approved by (head of the police organisation)', max: 60 }),
  },
  reply: {
    decisionNumber: optional(text({ zh: '决定书文号', en: 'Number of the decision', max: 80 })),
    decidedOn: optional(legalDate({ zh: '决定日期', en: 'Decided on' })),
    declinedBecause: optional(choice({
      zh: '不批准逮捕理由', en: 'Why not approved', options: {
        'no-offence': { zh: '不构成犯罪', en: 'No offence' }, 'insufficient-evidence': { zh: '证据不足', en: 'Evidence does not suffice' }, 'no-necessity': { zh: '无逮捕必要', en: 'No need to arrest' },
      },
    })),
    prosecutor: optional(text({ zh: '承办检察官', en: 'Prosecutor in charge', max: 60 })),
  },
  replyRequires: { granted: ['decisionNumber'], declined: ['decisionNumber'] },
  documents: [
    { kind: '提请批准逮捕书', title: { zh: '提请批准逮捕书', en: 'Request for approval of the arrest' }, required: true },
    { kind: '立案决定书', title: { zh: '立案决定书', en: 'Filing decision' }, required: true },
    { kind: '案卷材料', title: { zh: '案卷材料、证据', en: 'Case file and evidence' }, required: true },
    { kind: '拘留证', title: { zh: '拘留证', en: 'Detention warrant' }, required: false, requiredWhen: { field: 'custody', equals: 'detained' } },
    { kind: '批准逮捕决定书', title: { zh: '批准逮捕决定书', en: 'Decision to approve' }, required: false, on: ['reply'] },
    { kind: '不批准逮捕决定书', title: { zh: '不批准逮捕决定书', en: 'Decision not to approve' }, required: false, on: ['reply'] },
    { kind: '执行回执', title: { zh: '执行回执', en: 'Receipt of execution' }, required: false, on: ['supplement'] },
  ],
  milestones: [
    inCustody,
    debtorPerformed,
    { name: 'approved', title: { zh: '批准逮捕', en: 'Approved' }, by: 'recipient', on: ['reply'], impliedBy: { outcomes: ['granted'] }, alert: { to: 'requester', level: 'warning' } },
    { name: 'not_approved', title: { zh: '不批准逮捕', en: 'Not approved' }, by: 'recipient', on: ['reply'], impliedBy: { outcomes: ['declined'] }, alert: { to: 'requester', level: 'critical' } },
    { name: 'executed', title: { zh: '已执行并反馈', en: 'Carried out and reported' }, by: 'requester', on: ['supplement'] },
    { name: 'released', title: { zh: '已释放或变更强制措施', en: 'Released, or another measure taken' }, by: 'requester', on: ['supplement'] },
  ],
  obligations: [
    {
      name: 'answer', title: { zh: '审查批准逮捕', en: 'Decide on the arrest' }, owedBy: 'recipient', startsAt: 'delivered',
      limit: { n: 7, unit: 'day', restDay: 'next' }, limitFromMilestone: { in_custody: { n: 7, unit: 'day', restDay: 'same' } }, dischargedBy: ['final-reply'],
      source: { level: 'law', document: law, article: '91', note: { zh: '在押的不因节假日延长（第一百零五条）', en: 'not lengthened by a holiday while the suspect is held (art. 105)' } },
    },
    {
      name: 'execute', title: { zh: '执行逮捕并反馈', en: 'Carry out the arrest and report' }, owedBy: 'requester', startsAt: { milestone: 'approved' },
      limit: { n: 3, unit: 'day', restDay: 'same' }, dischargedBy: [{ milestone: 'executed' }],
      source: { level: 'policy', note: { zh: '执行情况应当及时通知人民检察院，天数为政策', en: 'the procuratorate is told at once; the number of days is policy' } },
    },
    {
      name: 'release', title: { zh: '释放并反馈', en: 'Release and report' }, owedBy: 'requester', startsAt: { milestone: 'not_approved' },
      limit: { n: 2, unit: 'hour' }, dischargedBy: [{ milestone: 'released' }],
      source: { level: 'policy', document: law, article: '91', note: { zh: '规定为“立即释放”，时数为政策', en: 'the article says at once (立即); the number of hours is policy' } },
    },
  ],
  follows: ['refer-refusal-offence', 'explain-non-filing', 'order-filing'],
  followsWhen: { 'refer-refusal-offence': { outcomes: ['granted'] }, 'explain-non-filing': { outcomes: ['granted'] }, 'order-filing': { outcomes: ['done'] } },
  checkRequest({ details: { filing, paperReason: paper, requestedOn, custody, detainedOn, extension = 'none' }, follows }, { businessDate }) {
    const held = custody === 'detained';
    const last = detainedOn === undefined ? undefined : addDays(detainedOn, daysToAsk[extension]);
    return [
      ...earlierStepNamed('filing', filing, paper, follows),
      ...notFuture('requestedOn', requestedOn, businessDate),
      ...neededBy('detainedOn', held && detainedOn === undefined, '刑事拘留的须写明拘留日期', 'is required when the suspect is detained'),
      ...detainedOn !== undefined && detainedOn > requestedOn ? [detailIssue('detainedOn', 'detained-after-request', '晚于提请日期', 'is after the request')] : [],
      ...held && last !== undefined && requestedOn > last
        ? [detailIssue('requestedOn', 'asked-too-late', `拘留后${daysToAsk[extension]}日以内提请（刑事诉讼法第九十一条）`, `must be within ${daysToAsk[extension]} days of the detention (刑事诉讼法 art. 91)`)] : [],
      ...custody === 'arrested' ? [detailIssue('custody', 'already-arrested', '已经逮捕', 'the suspect is arrested already')] : [],
    ];
  },
  example: (at) => ({
    subject: { kind: 'person', name: '张某甲', idNumber: '142629198703124515' },
    details: {
      requestNumber: '隰公（经）提捕字〔2025〕9号', requestedOn: at.today, filing: '隰公（经）立字〔2025〕18号', paperReason: 'before-exchange' as const, custody: 'detained' as const, detainedOn: at.days(-3), extension: 'none' as const,
      facts: '判决生效后将收入转入配偶账户购置房产，虚假报告财产，经司法拘留后仍拒不履行。', necessity: '曾转移财产并两次更换住处，可能毁灭证据、逃避追诉', approvedBy: '武某',
    },
  }),
  replyExamples: (at) => ({
    granted: { details: { decisionNumber: '隰检批捕〔2025〕21号', decidedOn: at.today, prosecutor: '吴某' } },
    declined: { details: { reason: '犯罪嫌疑人已履行大部分义务，无逮捕必要', declinedBecause: 'no-necessity' as const, decisionNumber: '隰检不捕〔2025〕5号', decidedOn: at.today, prosecutor: '吴某' } },
  }),
});
