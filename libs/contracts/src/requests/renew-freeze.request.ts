import { defineRequest } from '../define-request';
import { bankAccount, fenOf, instant, legalDate, money, optional, text } from '../fields';
import { longestTerms, renewalIssues } from '../measure-period';
import { originalIssues, originalOrder } from '../original-order';

const order = { zh: '冻结通知书', en: 'freeze order' };

/** 续行冻结: before the end, at most one year each time (民诉法解释 art. 485 ¶2); after it, only a new freeze. */
export const renewFreeze = defineRequest({
  type: 'renew-freeze',
  title: { zh: '续行冻结存款', en: 'Renew a freeze' },
  kind: 'control',
  requesters: ['court'],
  responders: ['bank'],
  subjectKinds: ['person', 'company'],
  request: {
    originalUntil: legalDate({ zh: '原冻结截止日', en: 'End of the original freeze' }),
    from: legalDate({ zh: '续行起始日', en: 'From' }),
    until: legalDate({ zh: '续行截止日', en: 'Until' }),
    originalOrder: originalOrder(order),
    account: optional(bankAccount({ zh: '账号', en: 'Account' })),
    amount: optional(money({ zh: '续冻金额上限', en: 'Amount, at most', positive: true, hint: { zh: '不填则与原冻结限额相同', en: 'left out: the limit of the original' } })),
    ruling: optional(text({ zh: '续行冻结裁定书文号', en: 'Number of the ruling', max: 120 })),
  },
  reply: {
    frozen: optional(money({ zh: '实际冻结金额', en: 'Amount frozen' })),
    limit: optional(money({ zh: '冻结限额', en: 'Limit' })),
    until: optional(legalDate({ zh: '冻结至', en: 'Until' })),
    renewedAt: optional(instant({ zh: '续冻办理时间', en: 'Renewed at' })),
    account: optional(bankAccount({ zh: '账号', en: 'Account' })),
    reference: optional(text({ zh: '银行续冻编号', en: "Bank's reference", max: 80 })),
  },
  replyRequires: { done: ['frozen', 'until'], partial: ['frozen', 'until'] },
  until: { reply: 'until' },
  documents: [
    { kind: '续行冻结裁定书', title: { zh: '续行冻结裁定书', en: 'Ruling to renew the freeze' }, required: true },
    { kind: '协助冻结存款通知书', title: { zh: '协助冻结存款通知书（续行）', en: 'Notice to assist in freezing deposits' }, required: true },
    { kind: '协助冻结存款回执', title: { zh: '协助冻结存款回执', en: "Bank's receipt of the freeze" }, required: false, on: ['reply'] },
  ],
  officers: { min: 2 },
  measure: {
    kind: 'deposit', does: 'renew', object: ['account', 'reference'], amount: { asked: 'amount', held: 'frozen', limit: 'limit', capped: true },
    from: { request: 'from' }, until: { request: 'until', reply: 'until' },
  },
  obligations: [{
    name: 'answer', title: { zh: '办理续行冻结并反馈', en: 'Renew and answer' }, owedBy: 'recipient', startsAt: 'delivered',
    limit: { n: 24, unit: 'hour' }, dischargedBy: ['final-reply'], pausedWhile: 'information_requested',
    source: { level: 'policy', note: { zh: '规定为“及时”（最高人民法院关于网络查询、冻结被执行人存款的规定第三条、第四条）', en: 'the text says at once (及时)' } },
  }],
  follows: ['freeze-account', 'renew-freeze'],
  onPerformance: 'withdraw',
  checkRequest: (body, { businessDate }) => [
    ...originalIssues(body, order, { zh: '冻结', en: 'freeze' }),
    ...renewalIssues(body.details, longestTerms.deposit, businessDate),
  ],
  checkReply: ({ details: { frozen, limit } }) => frozen === undefined || limit === undefined || fenOf(frozen) <= fenOf(limit) ? []
    : [{ pointer: '/details/frozen', code: 'frozen-over-limit', zh: '不得大于冻结限额', en: 'cannot be more than the limit' }],
  example: (at) => ({
    subject: { kind: 'company', name: '隰县某商贸有限公司', creditCode: '91141031MA0K3T8X69' },
    details: { originalUntil: at.days(30), from: at.days(31), until: at.days(395), originalOrder: '（2025）晋1031执保57号', account: '6222000504100012345', amount: '480000.00' },
  }),
  replyExamples: (at) => ({
    done: { details: { frozen: '480000.00', limit: '480000.00', rank: 0, until: at.days(395), renewedAt: at.instant(0) } },
    partial: { details: { frozen: '312600.55', limit: '480000.00', rank: 0, until: at.days(395), renewedAt: at.instant(0) } },
    waiting: { details: { frozen: '0.00', limit: '480000.00', rank: 1, note: '原冻结仍为轮候，顺位不变' } },
    accepted_not_done: { details: { reason: '未找到原冻结记录，已转人工核对' } },
    refused: { details: { reason: '原冻结已到期失效，须重新办理冻结' } },
  }),
});
