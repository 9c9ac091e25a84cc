import { defineRequest } from '../define-request';
import { bankAccount, choice, choices, fieldSet, legalDate, listOfGroups, money, optional, text } from '../fields';
import { foundListIssues } from '../found-list';

const earlierFreeze = fieldSet({
  authority: text({ zh: '冻结机关', en: 'Authority' }),
  amount: optional(money({ zh: '冻结金额', en: 'Amount' })),
  until: optional(legalDate({ zh: '冻结至', en: 'Until' })),
  rank: optional(text({ zh: '顺位', en: 'Rank', max: 20 })),
  caseNumber: optional(text({ zh: '案号', en: 'Case number', max: 64 })),
}, 'EarlierFreeze');

const account = fieldSet({
  number: bankAccount({ zh: '账号', en: 'Account number' }),
  balance: money({ zh: '余额', en: 'Balance' }),
  available: money({ zh: '可用余额', en: 'Available balance' }),
  earlierFreezes: listOfGroups({ zh: '在先冻结', en: 'Earlier freezes', of: earlierFreeze, max: 100 }),
  kind: optional(text({ zh: '账户类别', en: 'Kind of account', max: 60 })),
  openedAt: optional(text({ zh: '开户网点', en: 'Opened at' })),
  status: optional(text({ zh: '账户状态', en: 'Status', max: 60 })),
}, 'Account');

/** 查询存款: all accounts of the debtor with balance, available balance and earlier freezes. */
export const queryDeposits = defineRequest({
  type: 'query-deposits',
  title: { zh: '查询存款', en: 'Query deposits' },
  kind: 'query',
  requesters: ['court'],
  responders: ['bank'],
  subjectKinds: ['person', 'company'],
  request: {
    accountKinds: optional(choices({
      zh: '账户种类', en: 'Kinds of account', options: {
        deposit: { zh: '存款', en: 'Deposits' }, wealth: { zh: '理财', en: 'Wealth products' }, 'foreign-currency': { zh: '外币', en: 'Foreign currency' },
      },
    })),
    scope: optional(choice({ zh: '范围', en: 'Scope', options: { branch: { zh: '本机构', en: 'This branch' }, bank: { zh: '全行', en: 'The whole bank' } } })),
  },
  reply: {
    accounts: optional(listOfGroups({ zh: '账户', en: 'Accounts', of: account, max: 500 })),
  },
  replyRequires: { found: ['accounts'], partial: ['accounts'] },
  documents: [{ kind: '协助查询存款通知书', title: { zh: '协助查询存款通知书', en: 'Notice to assist with a query of deposits' }, required: true }],
  obligations: [{
    name: 'answer', title: { zh: '反馈查询结果', en: 'Answer the query' }, owedBy: 'recipient', startsAt: 'delivered',
    limit: { n: 24, unit: 'hour' }, dischargedBy: ['final-reply'], pausedWhile: 'information_requested', extendable: { longest: { n: 24, unit: 'hour' }, times: 1 },
    source: {
      level: 'policy', document: '最高人民法院关于网络查询、冻结被执行人存款的规定 (2013)', article: '4',
      note: { zh: '规定为“及时”，时数为政策', en: 'the text says at once (及时); the number is policy' },
    },
  }],
  checkReply: ({ outcome, details: { accounts } }) => foundListIssues(outcome, 'accounts', accounts),
  onPerformance: 'withdraw',
  example: () => ({
    subject: { kind: 'company', name: '隰县某商贸有限公司', creditCode: '91141031MA0K3T8X69' },
    details: { accountKinds: ['deposit' as const], scope: 'bank' as const },
  }),
  replyExamples: (at) => {
    const accounts = [{ number: '6222000504100012345', balance: '312600.55', available: '312600.55', earlierFreezes: [] }];
    return {
      found: { details: { accounts, source: '核心业务系统', asOf: at.instant(0) } },
      none_proven: { details: { accounts: [], source: '核心业务系统', asOf: at.instant(0), note: '查无开户信息' } },
      not_searched: { details: { reason: '核心业务系统停机维护，未能查询' } },
      failed: { details: { reason: '核心业务系统返回错误，查询失败' } },
      partial: { details: { accounts, source: '核心业务系统', asOf: at.instant(0), reason: '理财系统未能查询' } },
    };
  },
});
