import { defineRequest } from '../define-request';
import { bankAccount, choice, fieldSet, instant, integer, legalDate, listOfGroups, money, optional, sensitive, text } from '../fields';
import { foundListIssues } from '../found-list';

const directions = { in: { zh: '入账', en: 'In' }, out: { zh: '出账', en: 'Out' } };

const transaction = fieldSet({
  account: bankAccount({ zh: '账号', en: 'Account' }),
  at: instant({ zh: '交易时间', en: 'Time' }),
  direction: choice({ zh: '收支', en: 'Direction', options: directions }),
  amount: money({ zh: '金额', en: 'Amount' }),
  balance: optional(money({ zh: '交易后余额', en: 'Balance after it' })),
  counterparty: optional(sensitive(text({ zh: '对方户名', en: 'Counterparty' }))),
  counterpartyAccount: optional(sensitive(text({ zh: '对方账号', en: "Counterparty's account", max: 40 }))),
  counterpartyBank: optional(text({ zh: '对方开户行', en: "Counterparty's bank" })),
  channel: optional(text({ zh: '交易渠道', en: 'Channel', max: 60 })),
  summary: optional(sensitive(text({ zh: '摘要', en: 'Summary' }))),
  serial: optional(text({ zh: '流水号', en: 'Serial number', max: 80 })),
}, 'Transaction');

/** 查询交易流水: what went in and out of the debtor's accounts (资金流向), as property investigations need it. */
export const queryTransactions = defineRequest({
  type: 'query-transactions',
  title: { zh: '查询交易流水', en: 'Query transactions' },
  kind: 'query',
  requesters: ['court'],
  responders: ['bank'],
  subjectKinds: ['person', 'company'],
  request: {
    account: optional(bankAccount({ zh: '账号', en: 'Account', hint: { zh: '不填则查询全部账户', en: 'left out: all accounts' } })),
    from: legalDate({ zh: '查询起始日', en: 'From' }),
    until: legalDate({ zh: '查询截止日', en: 'Until' }),
    direction: optional(choice({ zh: '收支', en: 'Direction', options: directions })),
    atLeast: optional(money({ zh: '单笔金额不低于', en: 'Amount at least' })),
  },
  reply: {
    transactions: optional(listOfGroups({ zh: '交易', en: 'Transactions', of: transaction, max: 1000 })),
    count: optional(integer({ zh: '交易笔数', en: 'How many', max: 1_000_000 })),
    totalIn: optional(money({ zh: '入账合计', en: 'Total in' })),
    totalOut: optional(money({ zh: '出账合计', en: 'Total out' })),
  },
  replyRequires: { found: ['transactions', 'asOf'], partial: ['transactions'] },
  documents: [
    { kind: '协助查询存款通知书', title: { zh: '协助查询存款通知书', en: 'Notice to assist with a query of deposits' }, required: true },
    { kind: '交易明细清单', title: { zh: '交易明细清单', en: 'List of transactions' }, required: false, on: ['reply'] },
  ],
  obligations: [{
    name: 'answer', title: { zh: '反馈交易流水', en: 'Answer the query' }, owedBy: 'recipient', startsAt: 'delivered',
    limit: { n: 24, unit: 'hour' }, dischargedBy: ['final-reply'], pausedWhile: 'information_requested', extendable: { longest: { n: 24, unit: 'hour' }, times: 1 },
    source: {
      level: 'policy', document: '最高人民法院关于网络查询、冻结被执行人存款的规定 (2013)', article: '4',
      note: { zh: '规定为“及时”，时数为政策', en: 'the text says at once (及时); the number is policy' },
    },
  }],
  follows: ['query-deposits'],
  onPerformance: 'withdraw',
  checkRequest({ details: { from, until } }, { businessDate }) {
    if (until < from) return [{ pointer: '/details/until', code: 'until-before-from', zh: '截止日早于起始日', en: 'is before the start' }];
    return until <= businessDate ? [] : [{ pointer: '/details/until', code: 'date-future', zh: '不得晚于今日', en: 'cannot be in the future' }];
  },
  checkReply({ outcome, details: { transactions, count } }) {
    const listed = foundListIssues(outcome, 'transactions', transactions);
    if (listed.length > 0 || count === undefined || outcome !== 'found' || transactions!.length === count) return listed;
    return [{ pointer: '/details/count', code: 'count-contradicts-list', zh: '笔数与所列交易不符；未列全的，结果应为部分查到', en: 'does not agree with the list; if it is not complete, the outcome is partial' }];
  },
  example: (at) => ({
    subject: { kind: 'company', name: '隰县某商贸有限公司', creditCode: '91141031MA0K3T8X69' },
    details: { account: '6222000504100012345', from: at.days(-180), until: at.today, direction: 'out' as const, atLeast: '10000.00' },
  }),
  replyExamples: (at) => {
    const transactions = [{
      account: '6222000504100012345', at: at.instant(-900), direction: 'out' as const, amount: '150000.00', balance: '312600.55',
      counterparty: '李某乙', counterpartyAccount: '6217000504100200043', counterpartyBank: '某银行隰县支行', channel: '网上银行', summary: '货款',
    }];
    const searched = { source: '核心业务系统', asOf: at.instant(0) };
    return {
      found: { details: { transactions, count: 1, totalOut: '150000.00', ...searched } },
      none_proven: { details: { transactions: [], count: 0, ...searched, note: '查询期间内无符合条件的交易' } },
      not_searched: { details: { reason: '核心业务系统停机维护，未能查询' } },
      failed: { details: { reason: '核心业务系统返回错误，查询失败' } },
      partial: { details: { transactions, count: 1320, ...searched, reason: '交易较多，仅列最近部分，余见交易明细清单' } },
    };
  },
});
