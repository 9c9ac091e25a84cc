import { defineRequest } from '../define-request';
import { boolean, choice, fenOf, legalDate, longText, money, optional, text } from '../fields';
import { debtorPerformed } from '../request-parts/debtor-performed';
import { detailIssue, notFuture } from '../request-parts/detail-issue';
import { earlierStepNamed, paperReason, paperStep } from '../request-parts/earlier-step';
import { inCustody, suspectCustody } from '../request-parts/suspect-custody';

const law = '刑事诉讼法 (2018)';

/**
 * 移送审查起诉: after the investigation, file and evidence go to the procuratorate (刑事诉讼法 2018 arts. 162, 172). A return is the
 * supplementary investigation of art. 175: the police send anew, and the time counts from there.
 */
export const transferForProsecution = defineRequest({
  type: 'transfer-for-prosecution',
  title: { zh: '移送审查起诉', en: 'Transfer for prosecution' },
  kind: 'decision',
  requesters: ['police'],
  responders: ['procuratorate'],
  subjectKinds: ['person', 'company'],
  request: {
    opinionNumber: text({ zh: '起诉意见书文号', en: 'Number of the opinion for prosecution', max: 80 }),
    filing: paperStep('立案决定书文号', 'Number of the filing decision'),
    paperReason,
    concludedOn: legalDate({ zh: '侦查终结日期', en: 'Investigation concluded on' }),
    custody: suspectCustody,
    facts: longText({ zh: '犯罪事实', en: 'Facts of the offence' }),
    owed: optional(money({ zh: '应履行金额', en: 'Amount to be performed', positive: true })),
    unperformed: optional(money({ zh: '尚未履行金额', en: 'Amount not performed' })),
    pleadsGuilty: boolean({ zh: '自愿认罪认罚', en: 'Pleads guilty' }),
    propertyInvolved: optional(longText({ zh: '涉案财物及处置情况', en: 'Property involved', max: 2000 })),
  },
  reply: {
    decisionNumber: optional(text({ zh: '决定书文号', en: 'Number of the decision', max: 80 })),
    decidedOn: optional(legalDate({ zh: '决定日期', en: 'Decided on' })),
    declinedBecause: optional(choice({
      zh: '不起诉理由', en: 'Why not prosecuted', options: {
        'no-offence': { zh: '没有犯罪事实或依法不追究（第一百七十七条第一款）', en: 'No offence, or not prosecutable (art. 177 ¶1)' },
        minor: { zh: '犯罪情节轻微（第一百七十七条第二款）', en: 'Minor (art. 177 ¶2)' },
        'insufficient-evidence': { zh: '证据不足（第一百七十五条第四款）', en: 'Evidence does not suffice (art. 175 ¶4)' },
      },
    })),
    prosecutor: optional(text({ zh: '承办检察官', en: 'Prosecutor in charge', max: 60 })),
  },
  replyRequires: { granted: ['decidedOn'], declined: ['decisionNumber', 'declinedBecause'] },
  documents: [
    { kind: '起诉意见书', title: { zh: '起诉意见书', en: 'Opinion for prosecution' }, required: true },
    { kind: '案卷材料', title: { zh: '案卷材料、证据', en: 'Case file and evidence' }, required: true },
    { kind: '涉案财物清单', title: { zh: '涉案财物清单', en: 'List of property involved' }, required: false },
    { kind: '认罪认罚记录', title: { zh: '认罪认罚记录', en: 'Record of the guilty plea' }, required: false, requiredWhen: { field: 'pleadsGuilty', equals: true } },
    { kind: '换押证', title: { zh: '换押证', en: 'Certificate of changed custody' }, required: false, requiredWhen: { field: 'custody', equals: 'arrested' } },
    { kind: '不起诉决定书', title: { zh: '不起诉决定书', en: 'Decision not to prosecute' }, required: false, on: ['reply'] },
  ],
  milestones: [
    inCustody,
    debtorPerformed,
    { name: 'fast_track', title: { zh: '符合速裁程序适用条件', en: 'Fit for the fast-track procedure' }, by: 'recipient', on: ['accept', 'reply'] },
    { name: 'prosecuted', title: { zh: '决定起诉', en: 'To be prosecuted' }, by: 'recipient', on: ['reply'], impliedBy: { outcomes: ['granted'] } },
    { name: 'not_prosecuted', title: { zh: '决定不起诉', en: 'Not to be prosecuted' }, by: 'recipient', on: ['reply'], impliedBy: { outcomes: ['declined'] }, alert: { to: 'requester', level: 'critical' } },
  ],
  obligations: [{
    name: 'answer', title: { zh: '审查起诉并作出决定', en: 'Decide on the prosecution' }, owedBy: 'recipient', startsAt: 'delivered',
    limit: { n: 1, unit: 'month', restDay: 'next' }, limitFromMilestone: { in_custody: { n: 1, unit: 'month', restDay: 'same' } }, dischargedBy: ['final-reply'], extendable: { longest: { n: 15, unit: 'day' }, times: 1 },
    source: {
      level: 'law', document: law, article: '172',
      note: { zh: '重大、复杂的可以延长十五日；在押的不因节假日延长（第一百零五条）', en: 'grave or complex: 15 days more; not lengthened by a holiday while the suspect is held (art. 105)' },
    },
  }, {
    name: 'answer-fast-track', title: { zh: '速裁案件审查起诉', en: 'Decide on the prosecution, fast track' }, owedBy: 'recipient', startsAt: { milestone: 'fast_track' },
    limit: { n: 10, unit: 'day', restDay: 'next' }, limitFromMilestone: { in_custody: { n: 10, unit: 'day', restDay: 'same' } }, dischargedBy: ['final-reply'], extendable: { longest: { n: 5, unit: 'day' }, times: 1 },
    source: {
      level: 'law', document: law, article: '172',
      note: { zh: '认罪认罚、符合速裁程序适用条件的十日以内；可能判处的有期徒刑超过一年的，可以延长至十五日', en: 'ten days when the suspect pleads guilty and the fast-track procedure fits; fifteen when more than one year is to be expected' },
    },
  }],
  follows: ['request-arrest-approval', 'order-filing', 'explain-non-filing', 'refer-refusal-offence'],
  followsWhen: {
    'request-arrest-approval': { outcomes: ['granted', 'declined'] }, 'order-filing': { outcomes: ['done'] },
    'explain-non-filing': { outcomes: ['granted'] }, 'refer-refusal-offence': { outcomes: ['granted'] },
  },
  checkRequest: ({ details: { filing, paperReason: paper, concludedOn, owed, unperformed }, follows }, { businessDate }) => [
    ...earlierStepNamed('filing', filing, paper, follows),
    ...notFuture('concludedOn', concludedOn, businessDate),
    ...owed !== undefined && unperformed !== undefined && fenOf(unperformed) > fenOf(owed) ? [detailIssue('unperformed', 'amount-over-owed', '不得大于应履行金额', 'cannot be more than the amount to be performed')] : [],
  ],
  example: (at) => ({
    subject: { kind: 'person', name: '张某甲', idNumber: '142629198703124515' },
    details: {
      opinionNumber: '隰公（经）诉字〔2025〕11号', filing: '隰公（经）立字〔2025〕18号', paperReason: 'before-exchange' as const, concludedOn: at.days(-1), custody: 'arrested' as const, pleadsGuilty: true,
      facts: '判决生效后将收入转入配偶账户购置房产，虚假报告财产，经司法拘留后仍拒不履行。', owed: '987500.00', unperformed: '640000.00', propertyInvolved: '以配偶名义购置的房产一套，已由执行法院查封',
    },
  }),
  replyExamples: (at) => ({
    granted: { details: { decidedOn: at.today, prosecutor: '吴某' } },
    declined: { details: { reason: '提起公诉前已履行全部义务，犯罪情节轻微（法释〔2024〕13号第十一条）', declinedBecause: 'minor' as const, decisionNumber: '隰检刑不诉〔2025〕6号', decidedOn: at.today, prosecutor: '吴某' } },
  }),
});
