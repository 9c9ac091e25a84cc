import { catalogue, validateReply } from '@lianzhi/contracts';
import type { HandlerResult } from '@lianzhi/desk';
import type { Frozen, Paid, Transferred } from '../core-banking/core-banking';
import { caseAccountReply } from './open-case-account.handler';
import { DisburseFundsHandler, paymentReply } from './disburse-funds.handler';
import { RenewFreezeHandler, renewalReply } from './renew-freeze.handler';
import { TransferFundsHandler, transferReply } from './transfer-funds.handler';
import { automatedRequestOf } from './testing/automated-request-of';
import { ScriptedCoreBanking } from './testing/scripted-core-banking';

const follows = '0197a1b2-0000-7000-8000-000000000000';
const refusal = { status: 'refused' as const, code: 'already-ended', reason: '原冻结已解除或已到期失效' };
const checked = (type: string, result: HandlerResult) => {
  if (result.kind !== 'reply') throw new Error(`no reply but ${result.kind}`);
  const { final, outcome, details } = result;
  expect(validateReply(catalogue.get(type), { final, outcome, details }, { businessDate: '2025-06-05', strict: true })).toEqual([]);
  return result;
};

describe('renew-freeze at the bank', () => {
  const renewed: Frozen = { status: 'frozen', frozen: '480000.00', limit: '480000.00', rank: 0, from: '2026-05-20T09:00:00+08:00', until: '2027-06-04', account: '6222000504100012345', number: '20260520ABC' };
  const reply = (changed: Partial<Frozen>, amount?: string) => checked('renew-freeze', renewalReply({ ...renewed, ...changed } as Frozen, amount));

  it('is done with its new end, partial when less is frozen than the limit', () => {
    expect(reply({})).toMatchObject({ outcome: 'done', until: '2027-06-04', details: { until: '2027-06-04', renewedAt: renewed.from, rank: 0, reference: '20260520ABC' } });
    expect(reply({ frozen: '312600.55' })).toMatchObject({ outcome: 'partial', until: '2027-06-04', details: { frozen: '312600.55', limit: '480000.00' } });
  });
  it('keeps waiting without a term of its own', () => {
    const result = reply({ status: 'waiting', frozen: '0.00', rank: 2 });
    expect(result).toMatchObject({ outcome: 'waiting', details: { rank: 2 } });
    expect([result.until, result.details.until]).toEqual([undefined, undefined]);
  });
  it('is refused when the freeze has lapsed, and left to a person when it is too big or has no reference', async () => {
    expect(checked('renew-freeze', renewalReply(refusal))).toMatchObject({ outcome: 'refused', details: { reason: refusal.reason } });
    expect(renewalReply(renewed, '480000.00').kind).toBe('reply');
    expect(renewalReply(renewed, '479999.99').kind).toBe('worklist');
    const core = new ScriptedCoreBanking({});
    expect(await new RenewFreezeHandler(core).handle(automatedRequestOf('renew-freeze'))).toMatchObject({ kind: 'worklist' });
    expect(core.calls).toEqual([]);
  });
  it('names the original to core banking', async () => {
    const core = new ScriptedCoreBanking({ renew: renewed });
    await new RenewFreezeHandler(core).handle(automatedRequestOf('renew-freeze', { follows }));
    expect(core.calls[0]!.arguments).toMatchObject([{ reference: '0197a1b2-0000-7000-8000-000000000001', freeze: follows, amount: '480000.00', from: '2025-07-06', until: '2026-07-05' }]);
  });
});

describe('transfer-funds at the bank', () => {
  const taken: Transferred = { status: 'transferred', transferred: '312600.55', remaining: '0.00', rank: 0, at: '2025-06-17T10:20:00+08:00', account: '6222000504100012345', number: 'A00017' };
  const reply = (changed: Partial<Transferred>, amount = '312600.55') => checked('transfer-funds', transferReply({ ...taken, ...changed } as Transferred, amount));

  it('is done, partial, or waits', () => {
    expect(reply({})).toMatchObject({ outcome: 'done', details: { transferred: '312600.55', remaining: '0.00', rank: 0, serial: 'A00017' } });
    expect(reply({ transferred: '312600.54' })).toMatchObject({ outcome: 'partial' });
    expect(reply({ transferred: '0.00', rank: 1 })).toMatchObject({ outcome: 'waiting', details: { rank: 1, transferred: '0.00' } });
  });
  it('was accepted and not done when there is nothing on the account', () => {
    expect(reply({ transferred: '0.00' })).toMatchObject({ outcome: 'accepted_not_done' });
    expect(checked('transfer-funds', transferReply({ ...refusal, code: 'no-funds', reason: '账户暂无可划拨余额' }, '1.00'))).toMatchObject({ outcome: 'accepted_not_done' });
    expect(checked('transfer-funds', transferReply(refusal, '1.00'))).toMatchObject({ outcome: 'refused' });
  });
  it('leaves to a person what is more than the amount', () => expect(transferReply(taken, '312600.54').kind).toBe('worklist'));
  it('takes from the freeze that it follows, else without one, to the payee and nobody else', async () => {
    const core = new ScriptedCoreBanking({ transfer: taken });
    const handler = new TransferFundsHandler(core);
    await handler.handle(automatedRequestOf('transfer-funds', { follows }, { payee: { name: '隰县人民法院案款专户', number: '6225000504109000123', bank: '某银行', surprise: 1 } }));
    await handler.handle(automatedRequestOf('transfer-funds'));
    expect(core.calls[0]!.arguments).toMatchObject([{ freeze: follows, amount: '312600.55', authority: 'court-141031' }]);
    expect((core.calls[0]!.arguments[0] as { payee: object }).payee).toEqual({ name: '隰县人民法院案款专户', number: '6225000504109000123', bank: '某银行' });
    expect(core.calls[1]!.arguments[0]).not.toHaveProperty('freeze');
  });
});

describe('case accounts at the bank', () => {
  const paid: Paid = { status: 'paid', paid: '300000.00', balance: '12600.55', at: '2025-06-18T10:20:00+08:00', number: 'B00042' };
  it('are opened, or not with the reason', () => {
    expect(checked('open-case-account', caseAccountReply({ status: 'opened', account: '0504100029000123456-00001', name: '隰县人民法院案款专户', at: '2025-06-05T10:20:00+08:00' })))
      .toMatchObject({ outcome: 'done', details: { caseAccount: '0504100029000123456-00001' } });
    expect(checked('open-case-account', caseAccountReply({ ...refusal, reason: '未签约' }))).toMatchObject({ outcome: 'not_done', details: { reason: '未签约' } });
  });
  it('pay exactly what was ordered', async () => {
    expect(checked('disburse-funds', paymentReply(paid, '300000.00'))).toMatchObject({ outcome: 'done', details: { paid: '300000.00', balance: '12600.55', serial: 'B00042' } });
    expect(checked('disburse-funds', paymentReply({ ...refusal, reason: '案款子账号余额不足' }, '300000.00'))).toMatchObject({ outcome: 'not_done' });
    expect(paymentReply({ ...paid, paid: '299999.99' }, '300000.00').kind).toBe('worklist');
    const core = new ScriptedCoreBanking({ pay: paid });
    await new DisburseFundsHandler(core).handle(automatedRequestOf('disburse-funds'));
    expect(core.calls[0]!.arguments).toMatchObject([{ account: '0504100029000123456-00123', amount: '300000.00', payee: { name: '王某丙' } }]);
  });
});
