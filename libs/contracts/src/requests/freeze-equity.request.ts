import { defineRequest } from '../define-request';
import { boolean, creditCode, instant, legalDate, money, optional, share, text } from '../fields';
import { longestTerms, periodIssues } from '../measure-period';
import { notifyParties } from '../request-parts/equity-notice';

const rules = '法释〔2021〕20号';

/**
 * 冻结股权: in effect from its publication in the national credit publicity system, and the first published ranks first
 * (法释〔2021〕20号 art. 6); at most three years. The court then tells parties and company.
 */
export const freezeEquity = defineRequest({
  type: 'freeze-equity',
  title: { zh: '冻结股权', en: 'Freeze equity' },
  kind: 'control',
  requesters: ['court'],
  responders: ['partner'],
  subjectKinds: ['person', 'company'],
  request: {
    company: text({ zh: '股权所在公司', en: 'Company', max: 120 }),
    companyCode: creditCode({ zh: '公司统一社会信用代码', en: "Company's unified social credit code" }),
    amount: optional(money({ zh: '冻结出资额', en: 'Contribution to be frozen', positive: true })),
    share: optional(share({ zh: '冻结比例', en: 'Share to be frozen' })),
    from: legalDate({ zh: '冻结起始日', en: 'From' }),
    until: legalDate({ zh: '冻结截止日', en: 'Until' }),
    dividends: optional(boolean({ zh: '同时冻结股息红利', en: 'Dividends too', hint: { zh: '另须向股权所在公司送达（第九条）', en: 'the company is served as well (art. 9)' } })),
    ruling: optional(text({ zh: '裁定书文号', en: 'Number of the ruling', max: 120 })),
  },
  reply: {
    publishedAt: optional(instant({ zh: '公示时间', en: 'Published at' })),
    publication: optional(text({ zh: '公示编号', en: 'Number of the publication', max: 80 })),
    until: optional(legalDate({ zh: '冻结至', en: 'Until' })),
    amount: optional(money({ zh: '实际冻结出资额', en: 'Contribution frozen' })),
    share: optional(share({ zh: '实际冻结比例', en: 'Share frozen' })),
    ahead: optional(text({ zh: '在先冻结机关', en: 'Who froze ahead' })),
  },
  replyRequires: { done: ['publishedAt'], partial: ['publishedAt'], waiting: ['publishedAt'] },
  until: { reply: 'until' },
  documents: [
    { kind: '执行裁定书', title: { zh: '执行裁定书', en: 'Enforcement ruling' }, required: true, alternatives: ['民事裁定书'] },
    { kind: '民事裁定书', title: { zh: '民事裁定书（保全）', en: 'Civil ruling (preservation)' }, required: false },
    { kind: '协助执行通知书', title: { zh: '协助执行通知书', en: 'Notice to assist in enforcement' }, required: true },
    { kind: '协助公示执行信息需求书', title: { zh: '协助公示执行信息需求书', en: 'What is to be published' }, required: false },
    { kind: '协助执行通知书回执', title: { zh: '协助执行通知书回执', en: 'Receipt of the registry' }, required: false, on: ['reply'] },
  ],
  officers: { min: 2 },
  milestones: notifyParties.milestones,
  measure: {
    kind: 'equity', does: 'create', object: ['company', 'companyCode', 'share', 'dividends', 'publication'], amount: { asked: 'amount', held: 'amount' },
    from: { request: 'from', reply: 'publishedAt' }, until: { request: 'until', reply: 'until' },
    renewal: {
      type: 'renew-equity-freeze', months: longestTerms.otherRight.months,
      details: ({ asked: { company, companyCode, dividends }, object: { publication }, until }, next) => ({
        company, companyCode, originalUntil: until, ...next, ...publication !== undefined && { publication }, ...dividends !== undefined && { dividends },
      }),
    },
    release: { type: 'unfreeze-equity', details: ({ asked: { company, companyCode } }, reason) => ({ reason, ground: 'other', company, companyCode }) },
  },
  obligations: [
    {
      name: 'answer', title: { zh: '公示冻结并反馈', en: 'Publish the freeze and answer' }, owedBy: 'recipient', startsAt: 'delivered',
      limit: { n: 1, unit: 'workday', restDay: 'next' }, dischargedBy: ['final-reply'], pausedWhile: 'information_requested',
      source: { level: 'policy', note: { zh: `公示义务见${rules}第六条，天数无规定`, en: `the duty to publish is in ${rules} art. 6, which has no number` } },
    },
    notifyParties.obligation,
  ],
  follows: ['query-equity'],
  onPerformance: 'withdraw',
  checkRequest: ({ details }, { businessDate }) => [
    ...details.amount === undefined && details.share === undefined
      ? [{ pointer: '/details/amount', code: 'extent-missing', zh: '须写明冻结的出资额或比例', en: 'is required unless a share is given' }] : [],
    ...periodIssues(details, longestTerms.otherRight, businessDate),
  ],
  example: (at) => ({
    subject: { kind: 'person', name: '张某甲', idNumber: '142629198703124515' },
    details: { company: '隰县某商贸有限公司', companyCode: '91141031MA0K3T8X69', amount: '800000.00', share: '40', from: at.today, until: at.days(1094), dividends: true, ruling: '（2025）晋1031执123号之一' },
  }),
  replyExamples: (at) => ({
    done: { milestone: 'published', details: { rank: 0, publishedAt: at.instant(0), publication: '晋市监执〔2025〕66号', until: at.days(1094), amount: '800000.00', share: '40' } },
    partial: { milestone: 'published', details: { rank: 0, publishedAt: at.instant(0), until: at.days(1094), amount: '500000.00', note: '其余出资额已转让登记' } },
    waiting: { details: { rank: 1, publishedAt: at.instant(0), ahead: '临汾市中级人民法院', publication: '晋市监执〔2025〕66号' } },
    accepted_not_done: { details: { reason: '公示系统维护，已受理尚未公示' } },
    refused: { details: { reason: '被执行人不是该公司登记股东' } },
  }),
});
