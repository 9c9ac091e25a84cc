import { defineRequest } from '../define-request';
import { bankAccount, choice, clearingCode, fieldSet, group, instant, money, optional, text } from '../fields';

const payee = fieldSet({
  name: text({ zh: '收款人', en: 'Payee', max: 120 }),
  number: bankAccount({ zh: '收款账号', en: 'Account number' }),
  bank: text({ zh: '开户行', en: 'Bank' }),
  clearingCode: optional(clearingCode({ zh: '支付系统行号', en: 'Clearing code' })),
}, 'Payee');

/** 案款发放: the court lets its bank pay what has come in on the account of a case. A payment that comes back is told at once. */
export const disburseFunds = defineRequest({
  type: 'disburse-funds',
  title: { zh: '发放案款', en: 'Disburse case money' },
  kind: 'service',
  requesters: ['court'],
  responders: ['bank'],
  subjectKinds: ['person', 'company'],
  request: {
    caseAccount: bankAccount({ zh: '案款子账号', en: 'Case account' }),
    amount: money({ zh: '发放金额', en: 'Amount', positive: true }),
    payee: group({ zh: '收款人', en: 'Payee', of: payee }),
    purpose: choice({
      zh: '款项用途', en: 'Purpose', options: {
        creditor: { zh: '发放申请执行人', en: 'To the creditor' }, distribution: { zh: '参与分配', en: 'Share of a distribution' },
        refund: { zh: '退还被执行人余款', en: 'Rest back to the debtor' }, fees: { zh: '缴纳诉讼费、执行费', en: 'Court fees' }, other: { zh: '其他', en: 'Other' },
      },
    }),
    approvedBy: text({ zh: '审批人', en: 'Approved by', max: 60 }),
    approval: optional(text({ zh: '发放审批表编号', en: 'Number of the approval', max: 80 })),
  },
  reply: {
    paid: optional(money({ zh: '实付金额', en: 'Amount paid' })),
    paidAt: optional(instant({ zh: '支付时间', en: 'Paid at' })),
    balance: optional(money({ zh: '子账号余额', en: 'Balance of the case account' })),
    serial: optional(text({ zh: '交易流水号', en: 'Serial number', max: 80 })),
  },
  replyRequires: { done: ['paid', 'paidAt'] },
  documents: [
    { kind: '案款发放审批表', title: { zh: '案款发放审批表', en: 'Approval of the payment' }, required: true },
    { kind: '案款支付通知书', title: { zh: '案款支付通知书', en: 'Order to pay' }, required: true },
    { kind: '分配方案', title: { zh: '分配方案', en: 'Plan of distribution' }, required: false, requiredWhen: { field: 'purpose', equals: 'distribution' } },
    { kind: '支付回单', title: { zh: '支付回单', en: 'Advice of the payment' }, required: false, on: ['reply'] },
  ],
  officers: { min: 2 },
  caseMoney: { does: 'returned', amount: 'paid', at: 'paidAt', when: { field: 'purpose', equals: 'refund' } },
  milestones: [
    { name: 'payment_returned', title: { zh: '退汇', en: 'The payment came back' }, by: 'recipient', on: ['measure-change'], alert: { to: 'requester', level: 'warning' } },
    { name: 'paid_again', title: { zh: '已重新发放或另行处理', en: 'Paid again or dealt with otherwise' }, by: 'requester', on: ['supplement'] },
  ],
  obligations: [
    {
      name: 'answer', title: { zh: '支付并反馈', en: 'Pay and answer' }, owedBy: 'recipient', startsAt: 'delivered',
      limit: { n: 24, unit: 'hour' }, dischargedBy: ['final-reply'], pausedWhile: 'information_requested',
      source: { level: 'policy', note: { zh: '时数无规定', en: 'no text has a number' } },
    },
    {
      name: 'pay-again', title: { zh: '处理退汇', en: 'Deal with the returned payment' }, owedBy: 'requester', startsAt: { milestone: 'payment_returned' },
      limit: { n: 3, unit: 'workday', restDay: 'next' }, dischargedBy: [{ milestone: 'paid_again' }],
      source: { level: 'policy', note: { zh: '天数无规定', en: 'no text has a number' } },
    },
  ],
  follows: ['funds-received', 'open-case-account', 'transfer-funds'],
  example: () => ({
    subject: { kind: 'company', name: '隰县某商贸有限公司', creditCode: '91141031MA0K3T8X69' },
    details: {
      caseAccount: '0504100029000123456-00123', amount: '300000.00', purpose: 'creditor' as const, approvedBy: '高某', approval: '执款发〔2025〕88号',
      payee: { name: '王某丙', number: '6217000504100200043', bank: '某银行隰县支行', clearingCode: '105177300027' },
    },
  }),
  replyExamples: (at) => ({
    done: { details: { paid: '300000.00', paidAt: at.instant(0), balance: '12600.55', serial: '20250618B00042' } },
    not_done: { details: { reason: '收款户名与账号不符，已退票', balance: '312600.55' } },
  }),
});
