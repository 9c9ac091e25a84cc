import { defineRequest } from '../define-request';
import { bankAccount, choice, instant, legalDate, money, optional, sensitive, text } from '../fields';

/** 到账通知: the bank tells the court that money has come in on a case account, and the court owes its disbursement. */
export const fundsReceived = defineRequest({
  type: 'funds-received',
  title: { zh: '案款到账通知', en: 'Funds received' },
  kind: 'service',
  requesters: ['bank'],
  responders: ['court'],
  subjectKinds: ['person', 'company'],
  request: {
    caseAccount: bankAccount({ zh: '案款子账号', en: 'Case account' }),
    amount: money({ zh: '到账金额', en: 'Amount', positive: true }),
    receivedAt: instant({ zh: '到账时间', en: 'Received at' }),
    serial: text({ zh: '交易流水号', en: 'Serial number', max: 80 }),
    balance: optional(money({ zh: '子账号余额', en: 'Balance of the case account' })),
    payer: optional(sensitive(text({ zh: '付款人', en: 'Payer', max: 120 }))),
    payerAccount: optional(sensitive(text({ zh: '付款账号', en: "Payer's account", max: 40 }))),
    payerBank: optional(text({ zh: '付款行', en: "Payer's bank" })),
    summary: optional(sensitive(text({ zh: '附言', en: 'Remark' }))),
  },
  reply: {
    disbursed: optional(money({ zh: '已发放金额', en: 'Amount disbursed' })),
    disbursedOn: optional(legalDate({ zh: '发放日期', en: 'Disbursed on' })),
    treatment: optional(choice({
      zh: '处理结果', en: 'What became of it', options: {
        creditor: { zh: '发放申请执行人', en: 'Paid to the creditor' }, distributed: { zh: '参与分配', en: 'Distributed' }, refunded: { zh: '退还付款人', en: 'Paid back' },
        reserved: { zh: '依法提存、预留', en: 'Deposited or kept back by law' },
      },
    })),
  },
  replyRequires: { done: ['disbursed', 'treatment'] },
  documents: [{ kind: '入账回单', title: { zh: '入账回单', en: 'Advice of the credit' }, required: false }],
  milestones: [
    { name: 'claimed', title: { zh: '已认领', en: 'Claimed for its case' }, by: 'recipient', on: ['accept', 'reply'] },
    { name: 'disbursed', title: { zh: '已发放', en: 'Disbursed' }, by: 'recipient', on: ['reply'], impliedBy: { outcomes: ['done'] } },
  ],
  obligations: [{
    name: 'disburse', title: { zh: '发放案款', en: 'Disburse the money' }, owedBy: 'recipient', startsAt: 'delivered',
    limit: { n: 30, unit: 'day', restDay: 'next' }, warnAfter: { n: 3, unit: 'day', restDay: 'same' }, dischargedBy: ['final-reply', { milestone: 'disbursed' }],
    source: { level: 'policy', note: { zh: '三十日见执行款物管理规定，原文未经核对，按政策处理；三日预警为政策', en: '30 days are said to be in 执行款物管理规定, whose text was not checked: policy; the warning at 3 days is policy' } },
  }],
  follows: ['open-case-account', 'transfer-funds'],
  example: (at) => ({
    subject: { kind: 'company', name: '隰县某商贸有限公司', creditCode: '91141031MA0K3T8X69' },
    details: {
      caseAccount: '0504100029000123456-00123', amount: '312600.55', receivedAt: at.instant(-1), serial: '20250605A00017', balance: '312600.55',
      payer: '隰县某商贸有限公司', payerAccount: '6222000504100012345', payerBank: '某银行隰县支行', summary: '划拨执行款',
    },
  }),
  replyExamples: (at) => ({
    done: { milestone: 'disbursed', details: { disbursed: '300000.00', disbursedOn: at.today, treatment: 'creditor' as const, note: '余款为执行费' } },
    not_done: { details: { reason: '付款人误汇，已裁定退回，正在核对退款账户' } },
  }),
});
