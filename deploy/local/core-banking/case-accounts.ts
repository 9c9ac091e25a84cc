import { fenOf, isBankAccount, moneyOf } from '@lianzhi/contracts';
import { balanceOf, wholeBank, type Account, type AccountBook } from './account-book';
import { refused, type Decision } from './decide-freeze';
import type { AccountRecord, MovedMoney } from './ledger-entry';
import { moneyMoved } from './move-money';
import type { CaseAccountOrder, PaymentOrder } from './orders';

const kind = '案款子账号';

/** One case, one number (一案一账号): the court's main account with a serial; asked again for the same case, the same number. */
export function decideCaseAccount(book: AccountBook, { bank, mainAccount, accountName, caseNumber }: CaseAccountOrder, at: { now: string }, number: string): Decision<AccountRecord[]> {
  const opened = (account: string) => ({ status: 'opened' as const, account, name: accountName, at: at.now, number });
  const ofMain = book.allAccounts().filter(({ record }) => record.kind === kind && record.number.startsWith(`${mainAccount}-`) && wholeBank(record.bank) === wholeBank(bank));
  const before = ofMain.find(({ record }) => record.holder === holderOf(caseNumber));
  if (before !== undefined) return { answer: opened(before.record.number), holds: [] };
  const account = `${mainAccount}-${String(ofMain.length + 1).padStart(5, '0')}`;
  if (!isBankAccount(account)) return refused('main-account', '案款专户账号过长，不能开立子账号');
  return { answer: opened(account), holds: [{ bank, number: account, holder: holderOf(caseNumber), balance: '0.00', kind, status: 'exempt', reason: '法院案款专户，不得冻结' }] };
}

/** Pays from a case account, all or nothing. */
export function decidePayment(book: AccountBook, { account, amount, payee, bank }: PaymentOrder, at: { now: string }, number: string): Decision<MovedMoney> {
  const source = book.accountNumbered(account, bank);
  if (source?.record.kind !== kind) return none(refused('no-case-account', '本行查无该案款子账号'));
  const left = balanceOf(source) - fenOf(amount);
  if (left < 0n) return none(refused('insufficient', '案款子账号余额不足'));
  return {
    answer: { status: 'paid', paid: amount, balance: moneyOf(left), at: at.now, number },
    holds: { placed: [], limits: [], moved: moneyMoved(book, keyOf(source), amount, payee, { at: at.now, serial: number, summary: '案款发放' }) },
  };
}

const keyOf = ({ record: { bank, number } }: Account) => ({ bank, number });
/** The money belongs to nobody yet: the account stands under its case, so that no query about a debtor finds it. */
const holderOf = (caseNumber: string): string => `case:${caseNumber}`;
const none = ({ answer }: ReturnType<typeof refused>): Decision<MovedMoney> => ({ answer, holds: { placed: [], limits: [], moved: [] } });
