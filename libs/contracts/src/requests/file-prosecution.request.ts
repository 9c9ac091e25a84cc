import { defineRequest } from '../define-request';
import { boolean, choice, fenOf, instant, legalDate, longText, money, optional, text } from '../fields';
import { debtorPerformed } from '../request-parts/debtor-performed';
import { detailIssue, notFuture } from '../request-parts/detail-issue';
import { earlierStepNamed, paperReason, paperStep } from '../request-parts/earlier-step';
import { inCustody, suspectCustody } from '../request-parts/suspect-custody';

/** 提起公诉: last step of the fast track; judged within two months, at the latest three (刑事诉讼法 2018 arts. 176, 208). */
export const fileProsecution = defineRequest({
  type: 'file-prosecution',
  title: { zh: '提起公诉', en: 'File a prosecution' },
  kind: 'service',
  requesters: ['procuratorate'],
  responders: ['court'],
  subjectKinds: ['person', 'company'],
  request: {
    indictmentNumber: text({ zh: '起诉书文号', en: 'Number of the indictment', max: 80 }),
    transfer: paperStep('起诉意见书文号', 'Number of the opinion for prosecution'),
    paperReason,
    indictedOn: legalDate({ zh: '起诉日期', en: 'Indicted on' }),
    custody: suspectCustody,
    pleadsGuilty: boolean({ zh: '认罪认罚', en: 'Pleads guilty' }),
    procedure: optional(choice({ zh: '建议适用程序', en: 'Procedure proposed', options: { ordinary: { zh: '普通程序', en: 'Ordinary' }, summary: { zh: '简易程序', en: 'Summary' }, 'fast-track': { zh: '速裁程序', en: 'Fast-track' } } })),
    sentence: optional(longText({ zh: '量刑建议', en: 'Sentence proposed', max: 2000 })),
    propertyOpinion: longText({ zh: '涉案财产处理意见', en: 'How the property involved is to be dealt with', max: 2000 }),
    owed: optional(money({ zh: '应履行金额', en: 'Amount to be performed', positive: true })),
    unperformed: optional(money({ zh: '尚未履行金额', en: 'Amount not performed' })),
  },
  reply: {
    criminalCase: optional(text({ zh: '刑事案号', en: 'Criminal case number', max: 64 })),
    trialAt: optional(instant({ zh: '开庭时间', en: 'Trial at' })),
    judgedOn: optional(legalDate({ zh: '宣判日期', en: 'Judged on' })),
    verdict: optional(choice({
      zh: '裁判结果', en: 'Verdict', options: {
        guilty: { zh: '有罪判决', en: 'Guilty' }, exempted: { zh: '有罪，免予刑事处罚', en: 'Guilty, exempted from punishment' }, 'not-guilty': { zh: '宣告无罪', en: 'Not guilty' },
      },
    })),
    sentence: optional(text({ zh: '判处刑罚', en: 'Sentence', max: 200 })),
    performed: optional(money({ zh: '宣判前履行金额', en: 'Performed before the judgment' })),
  },
  replyRequires: { done: ['verdict', 'judgedOn'] },
  documents: [
    { kind: '起诉书', title: { zh: '起诉书', en: 'Indictment' }, required: true },
    { kind: '案卷材料', title: { zh: '案卷材料、证据', en: 'Case file and evidence' }, required: true },
    { kind: '量刑建议书', title: { zh: '量刑建议书', en: 'Proposal of a sentence' }, required: false },
    { kind: '认罪认罚具结书', title: { zh: '认罪认罚具结书', en: 'Signed guilty plea' }, required: false, requiredWhen: { field: 'pleadsGuilty', equals: true } },
    { kind: '换押证', title: { zh: '换押证', en: 'Certificate of changed custody' }, required: false, requiredWhen: { field: 'custody', equals: 'arrested' } },
    { kind: '刑事判决书', title: { zh: '刑事判决书', en: 'Criminal judgment' }, required: false, on: ['reply'] },
  ],
  milestones: [
    inCustody,
    debtorPerformed,
    { name: 'case_registered', title: { zh: '已立案受理', en: 'Case registered' }, by: 'recipient', on: ['accept', 'reply'] },
    { name: 'summary', title: { zh: '适用简易程序', en: 'Summary procedure applies' }, by: 'recipient', on: ['accept', 'reply'] },
    { name: 'fast_track', title: { zh: '适用速裁程序', en: 'Fast-track procedure applies' }, by: 'recipient', on: ['accept', 'reply'] },
    { name: 'trial_set', title: { zh: '已确定开庭', en: 'Trial set' }, by: 'recipient', on: ['reply'], alert: { to: 'requester', level: 'warning' } },
    { name: 'judged', title: { zh: '已宣判', en: 'Judged' }, by: 'recipient', on: ['reply'], impliedBy: { outcomes: ['done'] } },
  ],
  obligations: [{
    name: 'answer', title: { zh: '审理并宣判', en: 'Try and judge' }, owedBy: 'recipient', startsAt: 'delivered',
    limit: { n: 2, unit: 'month', restDay: 'next' }, limitFromMilestone: { in_custody: { n: 2, unit: 'month', restDay: 'same' } }, dischargedBy: ['final-reply'], extendable: { longest: { n: 1, unit: 'month' }, times: 1 },
    source: {
      level: 'law', document: '刑事诉讼法 (2018)', article: '208',
      note: { zh: '受理后二个月以内宣判，至迟不得超过三个月；在押的不因节假日延长（第一百零五条）', en: 'within two months, at the latest three; not lengthened by a holiday while the accused is held (art. 105)' },
    },
  }, {
    name: 'register', title: { zh: '审查立案', en: 'Register the case' }, owedBy: 'recipient', startsAt: 'delivered',
    limit: { n: 7, unit: 'day', restDay: 'next' }, limitFromMilestone: { in_custody: { n: 7, unit: 'day', restDay: 'same' } },
    dischargedBy: ['final-reply', { milestone: 'case_registered' }, { milestone: 'summary' }, { milestone: 'fast_track' }, { milestone: 'trial_set' }],
    // Named with the kind of case: its periods are criminal ones (刑事诉讼法 art. 105).
    source: { level: 'law', document: '最高人民法院关于严格执行案件审理期限制度的若干规定 (2000)（刑事案件）', article: '6', note: { zh: '收到起诉书后七日内立案', en: 'within seven days of the indictment' } },
  }, {
    name: 'answer-summary', title: { zh: '简易程序审结', en: 'Try and judge, summary procedure' }, owedBy: 'recipient', startsAt: { milestone: 'summary' },
    limit: { n: 20, unit: 'day', restDay: 'next' }, limitFromMilestone: { in_custody: { n: 20, unit: 'day', restDay: 'same' } }, dischargedBy: ['final-reply'], extendable: { longest: { n: 25, unit: 'day' }, times: 1 },
    source: {
      level: 'law', document: '刑事诉讼法 (2018)', article: '220',
      note: { zh: '受理后二十日以内审结；可能判处的有期徒刑超过三年的，可以延长至一个半月', en: 'twenty days; a month and a half when more than three years are to be expected' },
    },
  }, {
    name: 'answer-fast-track', title: { zh: '速裁程序审结', en: 'Try and judge, fast track' }, owedBy: 'recipient', startsAt: { milestone: 'fast_track' },
    limit: { n: 10, unit: 'day', restDay: 'next' }, limitFromMilestone: { in_custody: { n: 10, unit: 'day', restDay: 'same' } }, dischargedBy: ['final-reply'], extendable: { longest: { n: 5, unit: 'day' }, times: 1 },
    source: { level: 'law', document: '刑事诉讼法 (2018)', article: '225', note: { zh: '受理后十日以内审结；可能判处的有期徒刑超过一年的，可以延长至十五日', en: 'ten days; fifteen when more than one year is to be expected' } },
  }],
  follows: ['transfer-for-prosecution'],
  followsWhen: { 'transfer-for-prosecution': { outcomes: ['granted'] } },
  checkRequest: ({ details: { transfer, paperReason: paper, indictedOn, pleadsGuilty, procedure, owed, unperformed }, follows }, { businessDate }) => [
    ...earlierStepNamed('transfer', transfer, paper, follows),
    ...notFuture('indictedOn', indictedOn, businessDate),
    ...procedure === 'fast-track' && !pleadsGuilty ? [detailIssue('procedure', 'fast-track-without-plea', '速裁程序以认罪认罚为前提（刑事诉讼法第二百二十二条）', 'needs a guilty plea (刑事诉讼法 art. 222)')] : [],
    ...owed !== undefined && unperformed !== undefined && fenOf(unperformed) > fenOf(owed) ? [detailIssue('unperformed', 'amount-over-owed', '不得大于应履行金额', 'cannot be more than the amount to be performed')] : [],
  ],
  checkReply: ({ outcome, details: { verdict } }) => outcome === 'not_done' && verdict !== undefined
    ? [detailIssue('verdict', 'not-judged-but-verdict', '未作出判决的不得填写裁判结果', 'must be empty when there is no judgment')] : [],
  example: (at) => ({
    subject: { kind: 'person', name: '张某甲', idNumber: '142629198703124515' },
    details: {
      indictmentNumber: '隰检刑诉〔2025〕30号', transfer: '隰公（经）诉字〔2025〕11号', paperReason: 'before-exchange' as const, indictedOn: at.today, custody: 'arrested' as const, pleadsGuilty: true, procedure: 'summary' as const,
      sentence: '建议判处有期徒刑八个月', propertyOpinion: '以配偶名义购置的房产系转移财产所得，建议交由执行法院依法处置', owed: '987500.00', unperformed: '640000.00',
    },
  }),
  replyExamples: (at) => ({
    done: { details: { criminalCase: '（2025）晋1031刑初66号', judgedOn: at.today, verdict: 'guilty' as const, sentence: '有期徒刑八个月', performed: '300000.00' } },
    not_done: { details: { reason: '人民检察院撤回起诉，裁定准许' } },
  }),
});
