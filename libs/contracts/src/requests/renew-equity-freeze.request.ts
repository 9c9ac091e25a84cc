import { defineRequest } from '../define-request';
import { boolean, creditCode, instant, legalDate, money, optional, share, text } from '../fields';
import { longestTerms, renewalIssues } from '../measure-period';
import { originalIssues, originalOrder } from '../original-order';
import { notifyParties } from '../request-parts/equity-notice';

const rules = '法释〔2021〕20号';
const order = { zh: '冻结通知书', en: 'freeze order' };

/** 续行冻结股权: published anew before the end, at most three years each time (民诉法解释 2022 art. 485 ¶2; 法释〔2021〕20号 art. 6). */
export const renewEquityFreeze = defineRequest({
  type: 'renew-equity-freeze',
  title: { zh: '续行冻结股权', en: 'Renew a freeze of equity' },
  kind: 'control',
  requesters: ['court'],
  responders: ['partner'],
  subjectKinds: ['person', 'company'],
  request: {
    company: text({ zh: '股权所在公司', en: 'Company', max: 120 }),
    companyCode: creditCode({ zh: '公司统一社会信用代码', en: "Company's unified social credit code" }),
    originalUntil: legalDate({ zh: '原冻结截止日', en: 'End of the original freeze' }),
    from: legalDate({ zh: '续行起始日', en: 'From' }),
    until: legalDate({ zh: '续行截止日', en: 'Until' }),
    originalOrder: originalOrder(order),
    publication: optional(text({ zh: '原公示编号', en: 'Number of the original publication', max: 80 })),
    amount: optional(money({ zh: '续冻出资额', en: 'Contribution', positive: true, hint: { zh: '不填则与原冻结相同', en: 'left out: that of the original' } })),
    share: optional(share({ zh: '续冻比例', en: 'Share', hint: { zh: '不填则与原冻结相同', en: 'left out: that of the original' } })),
    dividends: optional(boolean({ zh: '同时续行冻结股息红利', en: 'Dividends too', hint: { zh: '另须向股权所在公司送达（第九条）', en: 'the company is served as well (art. 9)' } })),
    ruling: optional(text({ zh: '续行冻结裁定书文号', en: 'Number of the ruling', max: 120 })),
  },
  reply: {
    publishedAt: optional(instant({ zh: '公示时间', en: 'Published at' })),
    publication: optional(text({ zh: '公示编号', en: 'Number of the publication', max: 80 })),
    until: optional(legalDate({ zh: '冻结至', en: 'Until' })),
    amount: optional(money({ zh: '实际续冻出资额', en: 'Contribution frozen' })),
    share: optional(share({ zh: '实际续冻比例', en: 'Share frozen' })),
  },
  replyRequires: { done: ['publishedAt', 'until'], partial: ['publishedAt', 'until'] },
  until: { reply: 'until' },
  documents: [
    { kind: '续行冻结裁定书', title: { zh: '续行冻结裁定书', en: 'Ruling to renew the freeze' }, required: true },
    { kind: '协助执行通知书', title: { zh: '协助执行通知书', en: 'Notice to assist in enforcement' }, required: true },
    { kind: '协助公示执行信息需求书', title: { zh: '协助公示执行信息需求书', en: 'What is to be published' }, required: false },
    { kind: '协助执行通知书回执', title: { zh: '协助执行通知书回执', en: 'Receipt of the registry' }, required: false, on: ['reply'] },
  ],
  officers: { min: 2 },
  milestones: notifyParties.milestones,
  measure: {
    kind: 'equity', does: 'renew', object: ['company', 'companyCode', 'share', 'publication'], amount: { asked: 'amount', held: 'amount' },
    from: { request: 'from' }, until: { request: 'until', reply: 'until' },
  },
  obligations: [
    {
      name: 'answer', title: { zh: '公示续行冻结并反馈', en: 'Publish the renewal and answer' }, owedBy: 'recipient', startsAt: 'delivered',
      limit: { n: 1, unit: 'workday', restDay: 'next' }, dischargedBy: ['final-reply'], pausedWhile: 'information_requested',
      source: { level: 'policy', note: { zh: `公示义务见${rules}第六条；续行须在期限届满前办理（民诉法解释第四百八十五条），天数为政策`, en: `the duty to publish is in ${rules} art. 6; a renewal is made before the end (民诉法解释 art. 485); the number is policy` } },
    },
    notifyParties.obligation,
  ],
  follows: ['freeze-equity', 'renew-equity-freeze'],
  onPerformance: 'withdraw',
  checkRequest: (body, { businessDate }) => [
    ...originalIssues(body, order, { zh: '冻结', en: 'freeze' }),
    ...renewalIssues(body.details, longestTerms.otherRight, businessDate),
  ],
  example: (at) => ({
    subject: { kind: 'person', name: '张某甲', idNumber: '142629198703124515' },
    details: {
      company: '隰县某商贸有限公司', companyCode: '91141031MA0K3T8X69', originalUntil: at.days(30), from: at.days(31), until: at.days(1125),
      originalOrder: '（2022）晋1031执208号', amount: '800000.00', share: '40', ruling: '（2025）晋1031执123号之二',
    },
  }),
  replyExamples: (at) => ({
    done: { milestone: 'published', details: { rank: 0, publishedAt: at.instant(0), publication: '晋市监执〔2025〕71号', until: at.days(1125), amount: '800000.00', share: '40' } },
    partial: { milestone: 'published', details: { rank: 0, publishedAt: at.instant(0), until: at.days(1125), amount: '500000.00', note: '其余出资额已由原冻结法院裁定解除' } },
    waiting: { details: { rank: 1, note: '原冻结仍为轮候，顺位不变' } },
    accepted_not_done: { details: { reason: '未找到原冻结公示，已转人工核对' } },
    refused: { details: { reason: '原冻结已届满失效，须重新办理冻结' } },
  }),
});
