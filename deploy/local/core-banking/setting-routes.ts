import { bankAccount, boolean, choice, fieldSet, legalDate, instant, listOfGroups, money, moneyOf, optional, text } from '@lianzhi/contracts';
import { HttpAnswer } from '../simulator/http-answer';
import { readBody } from '../simulator/invalid-order';
import type { Routes } from '../simulator/simulator-server';
import { balanceOf } from './account-book';
import type { AccountRecord } from './ledger-entry';
import type { Ledger } from './ledger';
import { depositOrder } from './orders';

const named = (name: string) => ({ zh: name, en: name });
const optionsOf = (...names: string[]) => Object.fromEntries(names.map((name) => [name, named(name)]));
const paperFreeze = fieldSet({ authority: text(named('authority')), amount: money(named('amount')), until: optional(legalDate(named('until'))), caseNumber: optional(text(named('caseNumber'))) });
const movement = fieldSet({
  at: instant(named('at')), direction: choice({ ...named('direction'), options: optionsOf('in', 'out') }), amount: money(named('amount')), counterparty: optional(text(named('counterparty'))),
  counterpartyAccount: optional(text(named('counterpartyAccount'))), counterpartyBank: optional(text(named('counterpartyBank'))), summary: optional(text(named('summary'))), serial: optional(text(named('serial'))),
});
const accountRecord = fieldSet({
  bank: text(named('bank')), number: bankAccount(named('number')), holder: text(named('holder')), balance: money(named('balance')),
  group: optional(choice({ ...named('group'), options: optionsOf('deposit', 'wealth', 'foreign-currency') })),
  kind: optional(text(named('kind'))), openedAt: optional(text(named('openedAt'))), status: optional(choice({ ...named('status'), options: optionsOf('active', 'closed', 'exempt') })),
  reason: optional(text(named('reason'))), unreadable: optional(boolean(named('unreadable'))), earlierFreezes: optional(listOfGroups({ ...named('earlierFreezes'), of: paperFreeze, max: 100 })),
  transactions: optional(listOfGroups({ ...named('transactions'), of: movement, max: 10_000 })),
});
const accountList = fieldSet({ accounts: listOfGroups({ ...named('accounts'), of: accountRecord, max: 100_000 }), replace: optional(boolean(named('replace'))) });

/** Accounts as in accounts.json or PUT /accounts. @throws InvalidOrder */
export function readAccountList(body: unknown): { accounts: AccountRecord[]; replace?: boolean } {
  return readBody(accountList, body, { strict: true }) as { accounts: AccountRecord[]; replace?: boolean };
}

/** What tests, stories and people at the demonstration call: never delayed, never lost. */
export function settingRoutes(ledger: Ledger): Routes {
  return {
    'GET /accounts': ({ query }) => new HttpAnswer(200, { items: accountsAt(ledger, query.get('bank')) }),
    'PUT /accounts': ({ body }) => {
      const { accounts, replace = false } = readAccountList(body);
      ledger.putAccounts(accounts, replace);
      return new HttpAnswer(200, { accounts: accounts.length });
    },
    'POST /deposits': ({ body }) => {
      return ledger.deposit(readBody(depositOrder, body, { strict: true })) ? new HttpAnswer(200, {}) : new HttpAnswer(404, { code: 'no-account' });
    },
    'GET /operations': () => new HttpAnswer(200, { items: ledger.book.allOperations().map(({ reference, operation, bank, answer }) => ({ reference, operation, bank, answer })) }),
    'DELETE /operations': () => { ledger.clearOperations(); return new HttpAnswer(200, {}); },
  };
}

const accountsAt = (ledger: Ledger, bank: string | null): object[] => ledger.book.allAccounts()
  .filter(({ record }) => bank === null || record.bank === bank)
  .map((account) => ({ ...account.record, balance: moneyOf(balanceOf(account)), holds: account.holds.map(({ fen: _fen, ...hold }) => hold) }));
