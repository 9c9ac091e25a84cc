import { queryTransactions } from '@lianzhi/contracts';
import { answerQuery, type AutomatedRequest, type HandlerResult, type RequestHandler } from '@lianzhi/desk';
import { coreBankingName, type CoreBanking, type TransactionsAnswer, type TransactionsQuery } from '../core-banking/core-banking';
import { holderOf } from './holder-of';

type QueryDetails = NonNullable<typeof queryTransactions.request.valueType>;

/** Limits of the contract, and of the size of one message. */
const most = { transactions: 1000, reasonCharacters: 2000 };

/** 查询交易流水: what went in and out, the latest first. */
export class QueryTransactionsHandler implements RequestHandler {
  readonly type = queryTransactions.type;

  constructor(private readonly core: CoreBanking, private readonly now: () => number = Date.now) {}

  handle(request: AutomatedRequest): Promise<HandlerResult> {
    return answerQuery(coreBankingName, request, this.now(), async () => transactionsReply(await this.core.queryTransactions(transactionsQuery(request))));
  }
}

function transactionsQuery({ to, subject, details }: AutomatedRequest): TransactionsQuery {
  const { account, from, until, direction, atLeast } = details as QueryDetails;
  return {
    bank: to, holder: holderOf(subject), from, until, most: most.transactions,
    ...account === undefined ? {} : { account }, ...direction === undefined ? {} : { direction }, ...atLeast === undefined ? {} : { atLeast },
  };
}

/** `none_proven` only when all was read and nothing is there. */
export function transactionsReply({ source, asOf, accounts, count, totalIn, totalOut, transactions, unread }: TransactionsAnswer): HandlerResult {
  const listed = transactions.slice(0, most.transactions);
  const missing = [...unread, ...unread.length === 0 && count > listed.length ? [`共 ${count} 笔，仅列最近 ${listed.length} 笔`] : []];
  const details = { transactions: listed, count, totalIn, totalOut, source, asOf };
  if (missing.length > 0) return reply('partial', { ...details, reason: [...new Set(missing)].join('；').slice(0, most.reasonCharacters) });
  if (listed.length > 0) return reply('found', details);
  return reply('none_proven', { ...details, note: accounts === 0 ? '本行查无被执行人的该账户，无交易可查' : '查询期间内无符合条件的交易' });
}

const reply = (outcome: string, details: Record<string, unknown>): HandlerResult => ({ kind: 'reply', final: true, outcome, details });
