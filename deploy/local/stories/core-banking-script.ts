import { fenOf } from '@lianzhi/contracts';
import type { Step, Story } from './story';

/** What follows from the books, or the land register, as earlier steps left them. */
const FROM_THE_BOOKS: ReadonlySet<string> = new Set([
  'query-deposits none_proven', 'query-transactions none_proven', 'unfreeze-account done', 'renew-freeze done', 'renew-freeze partial', 'renew-freeze waiting', 'renew-freeze refused',
  'transfer-funds done', 'transfer-funds partial', 'transfer-funds waiting', 'open-case-account done', 'disburse-funds done', 'disburse-funds not_done',
  'seal-real-estate done', 'seal-real-estate waiting', 'renew-real-estate-seal done', 'unseal-real-estate done',
]);

interface ScriptedAccount { bank: string; number: string; holder: string; balance: string }

/**
 * Sets the core-banking simulator (核心业务系统) so that what the story tells is its answer to this request. What the seed accounts
 * already answer needs no setting. @throws RangeError for an answer that this cannot arrange
 */
export async function scriptAnswer(coreBankingUrl: string, request: Step, reply: Step, details: Record<string, unknown>, story: Story): Promise<void> {
  const wanted = accountsFor(request, reply, details, story);
  if (wanted.length === 0) return;
  const { items: known } = (await (await fetch(`${coreBankingUrl}/accounts?bank=${request.to}`)).json()) as { items: ScriptedAccount[] };
  const accounts = wanted.filter((account) => !known.some((other) => suffices(other, account, reply)));
  if (accounts.length === 0) return;
  const answer = await fetch(`${coreBankingUrl}/accounts`, { method: 'PUT', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ accounts }) });
  if (!answer.ok) throw new Error(`the core-banking simulator refused the accounts of the story: ${answer.status} ${await answer.text()}`);
}

/** Money that comes in on a case account, as `funds-received` tells it. */
export async function depositMoney(coreBankingUrl: string, bank: string, { caseAccount, amount, serial, payer, payerAccount, payerBank, summary }: Record<string, unknown>): Promise<void> {
  const deposit = { bank, account: caseAccount, amount, serial, counterparty: payer, counterpartyAccount: payerAccount, counterpartyBank: payerBank, summary };
  const answer = await fetch(`${coreBankingUrl}/deposits`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(deposit) });
  if (!answer.ok) throw new Error(`the core-banking simulator refused the deposit of the story: ${answer.status} ${await answer.text()}`);
}

/** The account is there already with what the answer needs. */
function suffices(known: ScriptedAccount, wanted: ScriptedAccount, { with: { outcome } }: Step): boolean {
  if (known.number !== wanted.number || known.holder !== wanted.holder) return false;
  return outcome === 'done' ? fenOf(known.balance) >= fenOf(wanted.balance) : known.balance === wanted.balance;
}

function accountsFor({ to, type }: Step, { with: answer }: Step, details: Record<string, unknown>, { debtor }: Story): ScriptedAccount[] {
  const holder = debtor.kind === 'company' ? debtor.creditCode : debtor.idNumber;
  const account = (number: unknown, balance: unknown): ScriptedAccount => ({ bank: to!, holder, number: String(number), balance: String(balance) });
  const told = `${type} ${String(answer.outcome)}`;
  if (FROM_THE_BOOKS.has(told)) return [];
  switch (told) {
    case 'query-deposits found': return (answer.accounts as { number: string; balance: string }[]).map(({ number, balance }) => account(number, balance));
    case 'freeze-account done': case 'freeze-account partial': return [account(details.account, answer.frozen)];
    default: throw new RangeError(`the simulator cannot be set to answer ${type} with ${String(answer.outcome)}`);
  }
}
