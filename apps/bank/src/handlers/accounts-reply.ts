import type { HandlerResult } from '@lianzhi/desk';
import type { AccountsAnswer, BankAccount } from '../core-banking/core-banking';

/** Limits of the contract (accounts, freezes per account) and of the size of one message (freezes in all). */
const most = { accounts: 500, freezesOfAccount: 100, freezes: 1000, reasonCharacters: 2000 };

/** The honest reply to a search (design §6): `none_proven` only when all was read and nothing is there. */
export function accountsReply({ source, asOf, accounts, unread }: AccountsAnswer): HandlerResult {
  const listed = accounts.slice(0, most.accounts);
  const missing = [...unread, ...accounts.length > listed.length ? [`另有 ${accounts.length - listed.length} 个账户未列出`] : []];
  const searched = { source, asOf };
  if (missing.length > 0) return reply('partial', { accounts: withoutExcess(listed), ...searched, reason: [...new Set(missing)].join('；').slice(0, most.reasonCharacters) });
  if (listed.length === 0) return reply('none_proven', { accounts: [], ...searched, note: '查无开户信息' });
  const shown = withoutExcess(listed);
  const left = freezesOf(listed) - freezesOf(shown);
  return reply('found', { accounts: shown, ...searched, ...left > 0 ? { note: `另有 ${left} 项在先冻结未列出` } : {} });
}

const reply = (outcome: string, details: Record<string, unknown>): HandlerResult => ({ kind: 'reply', final: true, outcome, details });
const freezesOf = (accounts: readonly BankAccount[]): number => accounts.reduce((sum, { earlierFreezes }) => sum + earlierFreezes.length, 0);

function withoutExcess(accounts: readonly BankAccount[]): BankAccount[] {
  let room = most.freezes;
  return accounts.map((account) => {
    const earlierFreezes = account.earlierFreezes.slice(0, Math.min(room, most.freezesOfAccount));
    room -= earlierFreezes.length;
    return { ...account, earlierFreezes };
  });
}
