import { bankAccount, boolean, caseNumber, choice, choices, clearingCode, fieldSet, group, integer, legalDate, money, optional, text } from '@lianzhi/contracts';
import { holderFields, type Known } from '../simulator/invalid-order';

const named = (name: string) => ({ zh: name, en: name });
const reference = text({ ...named('reference'), max: 80 });
const bank = text({ ...named('bank'), max: 80 });

export const accountsQuery = fieldSet({
  bank, ...holderFields,
  scope: optional(choice({ ...named('scope'), options: { branch: named('branch'), bank: named('bank') } })),
  kinds: optional(choices({ ...named('kinds'), options: { deposit: named('deposit'), wealth: named('wealth'), 'foreign-currency': named('foreign-currency') } })),
});

export const freezeOrder = fieldSet({
  reference, bank, ...holderFields, account: optional(bankAccount(named('account'))), amount: money({ ...named('amount'), positive: true }),
  from: legalDate(named('from')), until: legalDate(named('until')), authority: optional(text(named('authority'))), caseNumber: optional(text({ ...named('caseNumber'), max: 64 })),
});

export const releaseOrder = fieldSet({
  reference, bank, ...holderFields, account: optional(bankAccount(named('account'))), amount: optional(money({ ...named('amount'), positive: true })),
});

export const renewalOrder = fieldSet({
  reference, bank, ...holderFields, account: optional(bankAccount(named('account'))), amount: optional(money({ ...named('amount'), positive: true })),
  from: legalDate(named('from')), until: legalDate(named('until')),
});

export const transactionsQuery = fieldSet({
  bank, ...holderFields, account: optional(bankAccount(named('account'))), from: legalDate(named('from')), until: legalDate(named('until')),
  direction: optional(choice({ ...named('direction'), options: { in: named('in'), out: named('out') } })), atLeast: optional(money(named('atLeast'))),
  most: optional(integer({ ...named('most'), min: 1, max: 100_000 })),
});

const payee = fieldSet({
  name: text(named('name')), number: bankAccount(named('number')), bank: text(named('bank')), clearingCode: optional(clearingCode(named('clearingCode'))),
});

export const transferOrder = fieldSet({
  reference, bank, ...holderFields, freeze: optional(text({ ...named('freeze'), max: 80 })), account: optional(bankAccount(named('account'))),
  amount: money({ ...named('amount'), positive: true }), payee: group({ ...named('payee'), of: payee }), endFreeze: optional(boolean(named('endFreeze'))),
  authority: optional(text(named('authority'))), caseNumber: optional(text({ ...named('caseNumber'), max: 64 })),
});

export const caseAccountOrder = fieldSet({
  reference, bank, ...holderFields, mainAccount: bankAccount(named('mainAccount')), accountName: text(named('accountName')), caseNumber: caseNumber(named('caseNumber')),
});

export const paymentOrder = fieldSet({
  reference, bank, ...holderFields, account: bankAccount(named('account')), amount: money({ ...named('amount'), positive: true }), payee: group({ ...named('payee'), of: payee }),
});

/** Money that comes in from outside. */
export const depositOrder = fieldSet({
  bank, account: bankAccount(named('account')), amount: money({ ...named('amount'), positive: true }), counterparty: optional(text(named('counterparty'))),
  counterpartyAccount: optional(text({ ...named('counterpartyAccount'), max: 40 })), counterpartyBank: optional(text(named('counterpartyBank'))),
  summary: optional(text(named('summary'))), serial: optional(text({ ...named('serial'), max: 80 })),
});
export type DepositOrder = NonNullable<(typeof depositOrder)['valueType']>;

export type AccountsQuery = Known<typeof accountsQuery>;
export type FreezeOrder = Known<typeof freezeOrder>;
export type ReleaseOrder = Known<typeof releaseOrder>;
export type RenewalOrder = Known<typeof renewalOrder>;
export type TransactionsQuery = Known<typeof transactionsQuery>;
export type TransferOrder = Known<typeof transferOrder>;
export type CaseAccountOrder = Known<typeof caseAccountOrder>;
export type PaymentOrder = Known<typeof paymentOrder>;
export type Payee = PaymentOrder['payee'];
