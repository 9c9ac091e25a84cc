import { defineRequest } from '../define-request';
import { bankAccount, clearingCode, instant, money, optional, text } from '../fields';

/** 开立案款子账号 (一案一账号): every case has an account number of its own, so that money arriving names its case by itself. */
export const openCaseAccount = defineRequest({
  type: 'open-case-account',
  title: { zh: '开立一案一账号', en: 'Open a case account' },
  kind: 'service',
  requesters: ['court'],
  responders: ['bank'],
  subjectKinds: ['person', 'company'],
  request: {
    mainAccount: bankAccount({ zh: '法院案款专户账号', en: "Court's account for case money" }),
    accountName: text({ zh: '法院案款专户户名', en: 'Name of that account' }),
    owed: optional(money({ zh: '执行标的金额', en: 'Amount to be enforced', positive: true })),
    handler: optional(text({ zh: '承办人', en: 'Officer in charge', max: 60 })),
  },
  reply: {
    caseAccount: optional(bankAccount({ zh: '案款子账号', en: 'Case account' })),
    accountName: optional(text({ zh: '户名', en: 'Name of the account' })),
    bank: optional(text({ zh: '开户行', en: 'Bank' })),
    clearingCode: optional(clearingCode({ zh: '支付系统行号', en: 'Clearing code' })),
    openedAt: optional(instant({ zh: '开立时间', en: 'Opened at' })),
  },
  replyRequires: { done: ['caseAccount'] },
  documents: [{ kind: '案款子账号开立函', title: { zh: '案款子账号开立函', en: 'Letter to open a case account' }, required: true }],
  officers: { min: 1 },
  obligations: [{
    name: 'answer', title: { zh: '开立子账号并反馈', en: 'Open the account and answer' }, owedBy: 'recipient', startsAt: 'delivered',
    limit: { n: 24, unit: 'hour' }, dischargedBy: ['final-reply'], pausedWhile: 'information_requested',
    source: { level: 'policy', note: { zh: '一案一账号为执行款管理要求，时数无规定', en: 'one account per case is how case money is kept; no text has a number' } },
  }],
  example: () => ({
    subject: { kind: 'company', name: '隰县某商贸有限公司', creditCode: '91141031MA0K3T8X69' },
    details: { mainAccount: '0504100029000123456', accountName: '隰县人民法院案款专户', owed: '480000.00', handler: '李某' },
  }),
  replyExamples: (at) => ({
    done: { details: { caseAccount: '0504100029000123456-00123', accountName: '隰县人民法院案款专户', bank: '某银行隰县支行', clearingCode: '102177300012', openedAt: at.instant(0) } },
    not_done: { details: { reason: '案款专户未开通子账号功能，须先到网点签约' } },
  }),
});
