import { defineRequest } from '../define-request';
import { bankAccount, fenOf, instant, legalDate, money, optional, text } from '../fields';
import { longestTerms, periodIssues } from '../measure-period';

/** 冻结存款: a ruling and a notice, for one year at most; the bank may freeze less (available balance) or register a waiting freeze (轮候). */
export const freezeAccount = defineRequest({
  type: 'freeze-account',
  title: { zh: '冻结存款', en: 'Freeze an account' },
  kind: 'control',
  requesters: ['court'],
  responders: ['bank'],
  subjectKinds: ['person', 'company'],
  request: {
    account: optional(bankAccount({ zh: '账号', en: 'Account', hint: { zh: '不填则冻结被执行人名下账户', en: 'left out: any account of the debtor' } })),
    amount: money({ zh: '冻结金额上限', en: 'Amount, at most', positive: true }),
    from: legalDate({ zh: '冻结起始日', en: 'From' }),
    until: legalDate({ zh: '冻结截止日', en: 'Until' }),
    ruling: optional(text({ zh: '裁定书文号', en: 'Number of the ruling', max: 120 })),
  },
  reply: {
    frozen: optional(money({ zh: '实际冻结金额', en: 'Amount frozen' })),
    limit: optional(money({ zh: '冻结限额', en: 'Limit' })),
    until: optional(legalDate({ zh: '冻结至', en: 'Until' })),
    from: optional(instant({ zh: '冻结生效时间', en: 'In effect from' })),
    account: optional(bankAccount({ zh: '账号', en: 'Account' })),
    available: optional(money({ zh: '可用余额', en: 'Available balance' })),
    reference: optional(text({ zh: '银行冻结编号', en: "Bank's reference", max: 80 })),
  },
  replyRequires: { done: ['frozen'], partial: ['frozen'] },
  until: { reply: 'until' },
  documents: [
    { kind: '民事裁定书', title: { zh: '民事裁定书（保全）', en: 'Civil ruling (preservation)' }, required: true, alternatives: ['执行裁定书'] },
    { kind: '执行裁定书', title: { zh: '执行裁定书', en: 'Enforcement ruling' }, required: false },
    { kind: '协助冻结存款通知书', title: { zh: '协助冻结存款通知书', en: 'Notice to assist in freezing deposits' }, required: true },
    { kind: '协助冻结存款回执', title: { zh: '协助冻结存款回执', en: "Bank's receipt of the freeze" }, required: false, on: ['reply'] },
  ],
  officers: { min: 2 },
  measure: {
    kind: 'deposit', does: 'create', object: ['account', 'reference'], amount: { asked: 'amount', held: 'frozen', limit: 'limit', capped: true },
    from: { request: 'from', reply: 'from' }, until: { request: 'until', reply: 'until' },
    renewal: {
      type: 'renew-freeze', months: longestTerms.deposit.months,
      details: ({ object: { account }, until }, next) => ({ originalUntil: until, ...next, ...account !== undefined && { account } }),
    },
    release: { type: 'unfreeze-account', details: ({ object: { account } }, reason, amount) => ({ reason, ...account !== undefined && { account }, ...amount !== undefined && { amount } }) },
  },
  obligations: [{
    name: 'answer', title: { zh: '办理冻结并反馈', en: 'Freeze and answer' }, owedBy: 'recipient', startsAt: 'delivered',
    limit: { n: 24, unit: 'hour' }, dischargedBy: ['final-reply'], pausedWhile: 'information_requested',
    source: { level: 'policy', note: { zh: '规定为“及时”（最高人民法院关于网络查询、冻结被执行人存款的规定第四条）', en: 'the text says at once (及时)' } },
  }],
  follows: ['query-deposits'],
  onPerformance: 'withdraw',
  checkRequest: ({ details }, { businessDate }) => periodIssues(details, longestTerms.deposit, businessDate),
  checkReply: ({ details: { frozen, limit } }) => frozen === undefined || limit === undefined || fenOf(frozen) <= fenOf(limit) ? []
    : [{ pointer: '/details/frozen', code: 'frozen-over-limit', zh: '不得大于冻结限额', en: 'cannot be more than the limit' }],
  example: (at) => ({
    subject: { kind: 'company', name: '隰县某商贸有限公司', creditCode: '91141031MA0K3T8X69' },
    details: { account: '6222000504100012345', amount: '480000.00', from: at.today, until: at.days(364), ruling: '（2025）晋1031执保57号' },
  }),
  replyExamples: (at) => ({
    done: { details: { frozen: '480000.00', limit: '480000.00', rank: 0, until: at.days(364) } },
    partial: { details: { frozen: '312600.55', limit: '480000.00', rank: 0, until: at.days(364), available: '312600.55' } },
    waiting: { details: { frozen: '0.00', limit: '480000.00', rank: 1 } },
    accepted_not_done: { details: { reason: '账户状态异常，已受理未能冻结' } },
    refused: { details: { reason: '账户为住房公积金专户，依法不予冻结' } },
  }),
});
