import { queryDeposits, validateReply, type RequestContract } from '@lianzhi/contracts';
import type { AccountsAnswer, BankAccount } from '../core-banking/core-banking';
import { BackEndRejection, BackEndUnreachable, FateUnknown } from '@lianzhi/desk';
import { QueryDepositsHandler } from './query-deposits.handler';
import { automatedRequestOf } from './testing/automated-request-of';
import { ScriptedCoreBanking } from './testing/scripted-core-banking';

const contract = queryDeposits as unknown as RequestContract;
const account: BankAccount = { number: '6222000504100012345', balance: '312600.55', available: '312600.55', earlierFreezes: [] };
const answer = (changed: Partial<AccountsAnswer> = {}): AccountsAnswer => ({ source: '核心业务系统', asOf: '2025-06-05T10:02:00+08:00', accounts: [account], unread: [], ...changed });
const handle = (query: AccountsAnswer | Error, { attempt = 1, elapsed = 0 } = {}) =>
  new QueryDepositsHandler(new ScriptedCoreBanking({ query }), () => elapsed).handle(automatedRequestOf('query-deposits', { attempt }));
const reply = async (query: AccountsAnswer | Error, at = {}) => {
  const result = await handle(query, at);
  if (result.kind !== 'reply') throw new Error(`no reply but ${result.kind}`);
  expect(validateReply(contract, { final: result.final, outcome: result.outcome, details: result.details }, { businessDate: '2025-06-05', strict: true })).toEqual([]);
  return result;
};
const exhausted = { attempt: 4, elapsed: 20_000 };

describe('query-deposits at the bank', () => {
  it('tells what was found, from where and as of when', async () => {
    expect(await reply(answer())).toEqual({
      kind: 'reply', final: true, outcome: 'found', details: { accounts: [account], source: '核心业务系统', asOf: '2025-06-05T10:02:00+08:00' },
    });
  });

  it('says none_proven only after a complete search', async () => {
    expect(await reply(answer({ accounts: [] }))).toMatchObject({ outcome: 'none_proven', details: { accounts: [], source: '核心业务系统', asOf: '2025-06-05T10:02:00+08:00' } });
    expect(await reply(answer({ accounts: [], unread: ['理财系统停机'] }))).toMatchObject({ outcome: 'partial', details: { reason: '理财系统停机' } });
  });

  it('says partial when an account could not be read', async () => {
    expect(await reply(answer({ unread: ['系统维护', '系统维护'] }))).toMatchObject({ outcome: 'partial', details: { accounts: [account], reason: '系统维护' } });
  });

  it.each([
    ['unreachable', new BackEndUnreachable('down'), 'not_searched'],
    ['silent', new FateUnknown('timeout', false), 'not_searched'],
    ['failing', new FateUnknown('500', true), 'failed'],
  ])('tries again while core banking is %s, then says so and never "none"', async (_name, error, outcome) => {
    expect(await handle(error)).toEqual({ kind: 'retry', afterMs: 1000, reason: error.message });
    expect(await handle(error, { attempt: 2, elapsed: 3000 })).toMatchObject({ kind: 'retry', afterMs: 3000 });
    const result = await reply(error, exhausted);
    expect(result.outcome).toBe(outcome);
    expect(result.details).not.toHaveProperty('accounts');
  });

  it('tries twice even when the desk was off for a day', async () => {
    expect(await handle(new BackEndUnreachable('down'), { attempt: 1, elapsed: 86_400_000 })).toMatchObject({ kind: 'retry' });
  });

  it('leaves to a person what core banking does not take, and to the desk what is no fault of core banking', async () => {
    expect(await handle(new BackEndRejection('422'))).toMatchObject({ kind: 'worklist' });
    await expect(handle(new TypeError('a bug'))).rejects.toThrow('a bug');
  });

  it('stays within the contract and one message however many accounts and freezes there are', async () => {
    const freezes = Array.from({ length: 300 }, () => ({ authority: '某法院', amount: '1.00' }));
    const many = await reply(answer({ accounts: Array.from({ length: 30 }, () => ({ ...account, earlierFreezes: freezes })) }));
    expect(many).toMatchObject({ outcome: 'found', details: { note: '另有 8000 项在先冻结未列出' } });
    expect(await reply(answer({ accounts: Array.from({ length: 501 }, () => account) }))).toMatchObject({ outcome: 'partial', details: { reason: '另有 1 个账户未列出' } });
  });

  it('asks for the debtor at the bank that was asked', async () => {
    const core = new ScriptedCoreBanking({ query: answer() });
    await new QueryDepositsHandler(core).handle(automatedRequestOf('query-deposits', { subject: { kind: 'person', name: '张某甲', idNumber: '142629198703124515' } }, { scope: 'branch' }));
    expect(core.calls[0]!.arguments).toEqual([{ bank: 'bank-icbc-141031', holder: { idNumber: '142629198703124515' }, scope: 'branch', kinds: ['deposit'] }]);
  });
});
