import { bankAccount, choice, fenOf, fieldSet, instant, integer, isPlainObject, legalDate, listOfGroups, money, optional, text } from '@lianzhi/contracts';
import { readFields, readList, UnreadableAnswer } from '@lianzhi/desk';
import { coreBankingName, type AccountsAnswer, type BankAccount, type OperationAnswers, type OperationKind, type Refused, type Transaction, type TransactionsAnswer } from './core-banking';

const named = (name: string) => ({ zh: name, en: name });
const status = (name: string) => choice({ ...named('status'), options: { [name]: named(name) } });

const earlierFreeze = fieldSet({
  authority: text(named('authority')), amount: optional(money(named('amount'))), until: optional(legalDate(named('until'))),
  rank: optional(text({ ...named('rank'), max: 20 })), caseNumber: optional(text({ ...named('caseNumber'), max: 64 })),
});
const account = fieldSet({
  number: bankAccount(named('number')), balance: money(named('balance')), available: money(named('available')),
  earlierFreezes: listOfGroups({ ...named('earlierFreezes'), of: earlierFreeze, max: 100_000 }),
  kind: optional(text({ ...named('kind'), max: 60 })), openedAt: optional(text(named('openedAt'))), status: optional(text({ ...named('status'), max: 60 })),
});
const search = fieldSet({ source: text(named('source')), asOf: instant(named('asOf')) });
const refused = fieldSet({ status: status('refused'), code: text({ ...named('code'), max: 60 }), reason: text({ ...named('reason'), max: 500 }) });
const orderFields = { account: optional(bankAccount(named('account'))), number: optional(text({ ...named('number'), max: 80 })) };
const frozen = fieldSet({
  status: choice({ ...named('status'), options: { frozen: named('frozen'), waiting: named('waiting') } }),
  frozen: money(named('frozen')), limit: money(named('limit')), rank: integer({ ...named('rank'), max: 9999 }), from: instant(named('from')), until: legalDate(named('until')),
  available: optional(money(named('available'))), ...orderFields,
});
const released = fieldSet({ status: status('released'), released: money(named('released')), remaining: money(named('remaining')), at: instant(named('at')), ...orderFields });

const transferred = fieldSet({
  status: status('transferred'), transferred: money(named('transferred')), remaining: money(named('remaining')), rank: integer({ ...named('rank'), max: 9999 }), at: instant(named('at')), ...orderFields,
});
const opened = fieldSet({ status: status('opened'), account: bankAccount(named('account')), name: optional(text(named('name'))), at: instant(named('at')), number: orderFields.number });
const paid = fieldSet({ status: status('paid'), paid: money(named('paid')), balance: money(named('balance')), at: instant(named('at')), number: orderFields.number });
const transaction = fieldSet({
  account: bankAccount(named('account')), at: instant(named('at')), direction: choice({ ...named('direction'), options: { in: named('in'), out: named('out') } }), amount: money(named('amount')),
  balance: optional(money(named('balance'))), counterparty: optional(text(named('counterparty'))), counterpartyAccount: optional(text({ ...named('counterpartyAccount'), max: 40 })),
  counterpartyBank: optional(text(named('counterpartyBank'))), channel: optional(text({ ...named('channel'), max: 60 })), summary: optional(text(named('summary'))), serial: optional(text({ ...named('serial'), max: 80 })),
});
const ledgerSearch = fieldSet({
  source: text(named('source')), asOf: instant(named('asOf')), accounts: integer(named('accounts')), count: integer({ ...named('count'), max: 100_000_000 }), totalIn: money(named('totalIn')), totalOut: money(named('totalOut')),
});

const incomplete = `${coreBankingName.zh}未完成全部查询`;

/** Accounts that cannot be read are counted in `unread`, so that the answer is partial, not shorter. */
export function readAccounts(value: unknown): AccountsAnswer {
  const found = readFields(search, value, 'search');
  const { readable, unread } = readList(account, value, 'accounts', { broken: (count) => `${count} 个账户的数据无法识别`, incomplete });
  return { ...found, accounts: readable as BankAccount[], unread };
}

/** Transactions that cannot be read are counted in `unread`, as accounts are. */
export function readTransactions(value: unknown): TransactionsAnswer {
  const found = readFields(ledgerSearch, value, 'search');
  const { readable, broken, unread } = readList(transaction, value, 'transactions', { broken: (count) => `${count} 笔交易的数据无法识别`, incomplete });
  if (found.count < readable.length + broken) throw new UnreadableAnswer('search/count is less than it lists');
  return { ...found, transactions: readable as Transaction[], unread };
}

function readFreeze(value: unknown): OperationAnswers['freeze'] {
  const answer = readFields(frozen, value, 'freeze');
  if ((answer.status === 'waiting') !== (answer.rank > 0)) throw new UnreadableAnswer('freeze/rank contradicts its status');
  return answer;
}

function readTransfer(value: unknown): OperationAnswers['transfer'] {
  const answer = readFields(transferred, value, 'transfer');
  if (answer.rank > 0 && fenOf(answer.transferred) > 0n) throw new UnreadableAnswer('transfer/rank waits, and yet something was taken');
  return answer as OperationAnswers['transfer'];
}

const readers: { readonly [K in OperationKind]: (value: unknown) => OperationAnswers[K] } = {
  freeze: readFreeze,
  renew: readFreeze,
  release: (value) => ({ ...readFields(released, value, 'release') as OperationAnswers['release'], waiting: (value as { waiting?: unknown }).waiting === true } as OperationAnswers['release']),
  transfer: readTransfer,
  open: (value) => readFields(opened, value, 'case account') as OperationAnswers['open'],
  pay: (value) => readFields(paid, value, 'payment') as OperationAnswers['pay'],
};

/** The answer to an order of that kind. @throws UnreadableAnswer */
export function readOrderAnswer<K extends OperationKind>(kind: K, value: unknown): OperationAnswers[K] {
  return statusOf(value) === 'refused' ? readFields(refused, value, 'refusal') as Refused : readers[kind](value);
}

export const operationKinds = Object.keys(readers) as OperationKind[];

const statusOf = (value: unknown): unknown => (isPlainObject(value) ? value.status : undefined);
