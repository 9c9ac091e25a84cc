import { catalogue, validateReply } from '@lianzhi/contracts';
import type { Transaction, TransactionsAnswer } from '../core-banking/core-banking';
import { BackEndRejection, BackEndUnreachable, FateUnknown } from '@lianzhi/desk';
import { QueryTransactionsHandler } from './query-transactions.handler';
import { automatedRequestOf } from './testing/automated-request-of';
import { ScriptedCoreBanking } from './testing/scripted-core-banking';

const one: Transaction = { account: '6222000504100012345', at: '2025-05-20T09:00:00+08:00', direction: 'out', amount: '150000.00', counterparty: '李某乙', serial: 'S1' };
const answer = (changed: Partial<TransactionsAnswer> = {}): TransactionsAnswer =>
  ({ source: '核心业务系统', asOf: '2025-06-05T10:02:00+08:00', accounts: 1, count: 1, totalIn: '0.00', totalOut: '150000.00', transactions: [one], unread: [], ...changed });
const handle = (transactions: TransactionsAnswer | Error, { attempt = 1, elapsed = 0 } = {}) =>
  new QueryTransactionsHandler(new ScriptedCoreBanking({ transactions }), () => elapsed).handle(automatedRequestOf('query-transactions', { attempt }));
const reply = async (transactions: TransactionsAnswer | Error, at = {}) => {
  const result = await handle(transactions, at);
  if (result.kind !== 'reply') throw new Error(`no reply but ${result.kind}`);
  const { final, outcome, details } = result;
  expect(validateReply(catalogue.get('query-transactions'), { final, outcome, details }, { businessDate: '2025-06-05', strict: true })).toEqual([]);
  return result;
};
const none = { transactions: [], count: 0, totalOut: '0.00' };

describe('query-transactions at the bank', () => {
  it('tells what was found, from where and as of when', async () => {
    expect(await reply(answer())).toMatchObject({ outcome: 'found', details: { transactions: [one], count: 1, totalOut: '150000.00', asOf: '2025-06-05T10:02:00+08:00' } });
  });
  it('says none_proven only after a complete search, and whether there was an account at all', async () => {
    expect(await reply(answer(none))).toMatchObject({ outcome: 'none_proven', details: { note: '查询期间内无符合条件的交易' } });
    expect(await reply(answer({ ...none, accounts: 0 }))).toMatchObject({ outcome: 'none_proven', details: { note: expect.stringContaining('查无被执行人的该账户') } });
    expect(await reply(answer({ ...none, unread: ['历史系统停机'] }))).toMatchObject({ outcome: 'partial', details: { reason: '历史系统停机' } });
  });
  it('says partial when not all are listed', async () => {
    expect(await reply(answer({ count: 5000 }))).toMatchObject({ outcome: 'partial', details: { count: 5000, reason: '共 5000 笔，仅列最近 1 笔' } });
    const many = await reply(answer({ count: 1500, transactions: Array.from({ length: 1500 }, () => one) }));
    expect(many).toMatchObject({ outcome: 'partial', details: { reason: '共 1500 笔，仅列最近 1000 笔' } });
  });
  it.each([
    ['unreachable', new BackEndUnreachable('down'), 'not_searched'], ['silent', new FateUnknown('timeout', false), 'not_searched'], ['failing', new FateUnknown('500', true), 'failed'],
  ])('tries again while core banking is %s, then says so and never "none"', async (_name, error, outcome) => {
    expect(await handle(error)).toMatchObject({ kind: 'retry' });
    const result = await reply(error, { attempt: 4, elapsed: 20_000 });
    expect([result.outcome, result.details.transactions]).toEqual([outcome, undefined]);
  });
  it('leaves to a person what core banking does not take', async () => expect(await handle(new BackEndRejection('422'))).toMatchObject({ kind: 'worklist' }));
  it('asks for what the contract declares and no more', async () => {
    const core = new ScriptedCoreBanking({ transactions: answer() });
    await new QueryTransactionsHandler(core).handle(automatedRequestOf('query-transactions', {}, { surprise: 1 }));
    expect(core.calls[0]!.arguments).toEqual([{
      bank: 'bank-icbc-141031', holder: { creditCode: '91141031MA0K3T8X69' }, account: '6222000504100012345', from: '2024-12-07', until: '2025-06-05', direction: 'out', atLeast: '10000.00', most: 1000,
    }]);
  });
});
