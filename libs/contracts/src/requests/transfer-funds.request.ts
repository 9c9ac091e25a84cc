import { defineRequest } from '../define-request';
import { bankAccount, boolean, clearingCode, fenOf, fieldSet, group, instant, money, optional, text } from '../fields';

const caseAccount = fieldSet({
  name: text({ zh: '户名', en: 'Name' }),
  number: bankAccount({ zh: '账号', en: 'Account number' }),
  bank: text({ zh: '开户行', en: 'Bank' }),
  clearingCode: optional(clearingCode({ zh: '支付系统行号', en: 'Clearing code' })),
}, 'CaseAccount');

/**
 * 划拨存款 to the account of the case (一案一账号). The ruling freezes as well (民诉法解释 art. 484), so no freeze need stand before
 * it; where one does, no more than it holds is taken.
 */
export const transferFunds = defineRequest({
  type: 'transfer-funds',
  title: { zh: '划拨存款', en: 'Transfer funds' },
  kind: 'control',
  requesters: ['court'],
  responders: ['bank'],
  subjectKinds: ['person', 'company'],
  request: {
    amount: money({ zh: '划拨金额上限', en: 'Amount, at most', positive: true }),
    payee: group({ zh: '收款案款账户', en: 'Case account to be paid', of: caseAccount }),
    account: optional(bankAccount({ zh: '被划拨账号', en: 'Account to take from', hint: { zh: '不填则为原冻结的账户', en: 'left out: those of the freeze' } })),
    frozen: optional(money({ zh: '已冻结金额', en: 'Amount frozen', hint: { zh: '冻结事项反馈的实际冻结金额', en: 'as the reply to the freeze says' } })),
    endFreeze: optional(boolean({ zh: '划拨后解除剩余冻结', en: 'End what is left of the freeze' })),
    ruling: optional(text({ zh: '划拨裁定书文号', en: 'Number of the ruling', max: 120 })),
  },
  reply: {
    transferred: optional(money({ zh: '实际划拨金额', en: 'Amount transferred' })),
    transferredAt: optional(instant({ zh: '划拨时间', en: 'Transferred at' })),
    remaining: optional(money({ zh: '剩余冻结金额', en: 'Amount still frozen' })),
    account: optional(bankAccount({ zh: '被划拨账号', en: 'Account taken from' })),
    serial: optional(text({ zh: '交易流水号', en: 'Serial number', max: 80 })),
  },
  replyRequires: { done: ['transferred', 'transferredAt'], partial: ['transferred', 'transferredAt'] },
  documents: [
    { kind: '划拨裁定书', title: { zh: '划拨裁定书', en: 'Ruling to transfer' }, required: true },
    { kind: '协助划拨存款通知书', title: { zh: '协助划拨存款通知书', en: 'Notice to assist in transferring deposits' }, required: true },
    { kind: '划拨回单', title: { zh: '划拨回单', en: 'Advice of the transfer' }, required: false, on: ['reply'] },
  ],
  officers: { min: 2 },
  measure: { kind: 'deposit', does: 'take', amount: { asked: 'amount', left: 'remaining', moved: 'transferred' }, endsRest: 'endFreeze' },
  caseMoney: { does: 'taken', amount: 'transferred', at: 'transferredAt' },
  obligations: [{
    name: 'answer', title: { zh: '划拨并反馈', en: 'Transfer and answer' }, owedBy: 'recipient', startsAt: 'delivered',
    limit: { n: 24, unit: 'hour' }, dischargedBy: ['final-reply'], pausedWhile: 'information_requested',
    source: { level: 'policy', note: { zh: '有关单位必须办理（民事诉讼法第二百五十三条），时数无规定', en: 'the bank must do it (民事诉讼法 art. 253), which has no number' } },
  }],
  follows: ['freeze-account', 'renew-freeze'],
  checkRequest: ({ details: { amount, frozen } }) => frozen === undefined || fenOf(amount) <= fenOf(frozen) ? []
    : [{ pointer: '/details/amount', code: 'amount-over-frozen', zh: '不得大于已冻结金额', en: 'cannot be more than the amount frozen' }],
  example: () => ({
    subject: { kind: 'company', name: '隰县某商贸有限公司', creditCode: '91141031MA0K3T8X69' },
    details: {
      amount: '312600.55', frozen: '312600.55', account: '6222000504100012345', ruling: '（2025）晋1031执123号之二',
      payee: { name: '隰县人民法院案款专户', number: '6225000504109000123', bank: '某银行隰县支行', clearingCode: '102177300012' },
    },
  }),
  replyExamples: (at) => ({
    done: { details: { transferred: '312600.55', transferredAt: at.instant(0), remaining: '0.00', rank: 0, serial: '20250605A00017' } },
    partial: { details: { transferred: '300000.00', transferredAt: at.instant(0), remaining: '0.00', rank: 0, note: '账户余额不足，已划拨可用部分' } },
    waiting: { details: { rank: 1, transferred: '0.00', note: '账户有在先冻结，划拨裁定作为轮候冻结登记' } },
    accepted_not_done: { details: { reason: '大额支付系统已关闭，次日划拨' } },
    refused: { details: { reason: '账户资金为在先质押的保证金，不予划拨' } },
  }),
});
