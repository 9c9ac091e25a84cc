import { freezeAccount, unfreezeAccount, validateReply, type RequestContract } from '@lianzhi/contracts';
import { BackEndRejection, BackEndUnreachable, FateUnknown, type HandlerResult } from '@lianzhi/desk';
import type { CaseAccountOpened, FreezeAnswer, Frozen, Paid, Released, Transferred } from '../core-banking/core-banking';
import { DisburseFundsHandler } from './disburse-funds.handler';
import { FreezeAccountHandler, freezeReply } from './freeze-account.handler';
import { OpenCaseAccountHandler } from './open-case-account.handler';
import { RenewFreezeHandler } from './renew-freeze.handler';
import { automatedRequestOf } from './testing/automated-request-of';
import { ScriptedCoreBanking } from './testing/scripted-core-banking';
import { TransferFundsHandler } from './transfer-funds.handler';
import { UnfreezeAccountHandler, releaseReply } from './unfreeze-account.handler';

const frozen: Frozen = { status: 'frozen', frozen: '480000.00', limit: '480000.00', rank: 0, from: '2025-06-05T10:20:00+08:00', until: '2026-06-04', account: '6222000504100012345', available: '500000.00' };
const released: Released = { status: 'released', released: '312600.55', remaining: '0.00', at: '2025-06-17T10:20:00+08:00', waiting: false };
const transferred: Transferred = { status: 'transferred', transferred: '312600.55', remaining: '0.00', rank: 0, at: '2025-06-17T10:20:00+08:00' };
const opened: CaseAccountOpened = { status: 'opened', account: '0504100029000123456-00001', at: '2025-06-05T10:20:00+08:00' };
const paid: Paid = { status: 'paid', paid: '300000.00', balance: '12600.55', at: '2025-06-18T10:20:00+08:00' };
const checked = (contract: unknown, result: HandlerResult) => {
  if (result.kind !== 'reply') throw new Error(`no reply but ${result.kind}`);
  expect(validateReply(contract as RequestContract, { final: result.final, outcome: result.outcome, details: result.details }, { businessDate: '2025-06-05', strict: true })).toEqual([]);
  return result;
};
const frozenReply = (changed: Partial<Frozen>, amount = '480000.00') => checked(freezeAccount, freezeReply({ ...frozen, ...changed } as FreezeAnswer, amount));

describe('freeze-account at the bank', () => {
  it('is done when the whole amount is frozen, with its end', () => {
    expect(frozenReply({})).toMatchObject({ outcome: 'done', until: '2026-06-04', details: { frozen: '480000.00', limit: '480000.00', rank: 0, until: '2026-06-04' } });
  });

  it('is partial when less was available', () => {
    expect(frozenReply({ frozen: '312600.55' })).toMatchObject({ outcome: 'partial', until: '2026-06-04', details: { frozen: '312600.55', limit: '480000.00', rank: 0 } });
    expect(frozenReply({ frozen: '479999.99' }).outcome).toBe('partial');
    expect(frozenReply({ frozen: '0.00' }).outcome).toBe('partial');
  });

  it('compares amounts that no floating-point number can tell apart', () => {
    expect(frozenReply({ frozen: '999999999999999.98', limit: '999999999999999.99' }, '999999999999999.99').outcome).toBe('partial');
    expect(frozenReply({ frozen: '999999999999999.99', limit: '999999999999999.99' }, '999999999999999.99').outcome).toBe('done');
  });

  it('waits in rank behind earlier freezes, without a term of its own', () => {
    const result = frozenReply({ status: 'waiting', frozen: '0.00', rank: 2 });
    expect(result).toMatchObject({ outcome: 'waiting', details: { frozen: '0.00', rank: 2 } });
    expect(result.until).toBeUndefined();
    expect(result.details).not.toHaveProperty('until');
  });

  it('is refused with the reason of core banking', () => {
    expect(checked(freezeAccount, freezeReply({ status: 'refused', code: 'closed', reason: '该账户已销户' }, '1.00'))).toMatchObject({ outcome: 'refused', details: { reason: '该账户已销户' } });
  });

  it('leaves a freeze above the limit to a person', () => {
    expect(freezeReply({ ...frozen, frozen: '480000.01' }, '480000.00')).toMatchObject({ kind: 'worklist' });
  });
});

describe('unfreeze-account at the bank', () => {
  it('is done, also for part of the amount and for a freeze that only waited', () => {
    expect(checked(unfreezeAccount, releaseReply(released))).toMatchObject({ outcome: 'done', details: { released: '312600.55', remaining: '0.00', rank: 0 } });
    expect(checked(unfreezeAccount, releaseReply({ ...released, released: '0.00', waiting: true }))).toMatchObject({ outcome: 'done', details: { note: expect.stringContaining('轮候') } });
  });

  it('is refused when there is no such freeze', () => {
    expect(checked(unfreezeAccount, releaseReply({ status: 'refused', code: 'no-such-freeze', reason: '未找到该被执行人的原冻结登记' }))).toMatchObject({ outcome: 'refused' });
  });

  it('goes to a person when the original is named by its order number only', async () => {
    const core = new ScriptedCoreBanking({});
    expect(await new UnfreezeAccountHandler(core).handle(automatedRequestOf('unfreeze-account'))).toMatchObject({ kind: 'worklist' });
    expect(core.calls).toEqual([]);
  });
});

const follows = '0197a1b2-0000-7000-8000-000000000000';
describe.each([
  ['freeze-account', FreezeAccountHandler, 'freeze', 'freeze', { operation: 'freeze', answer: frozen }, { operation: 'release', answer: released }],
  ['unfreeze-account', UnfreezeAccountHandler, 'release', 'release', { operation: 'release', answer: released }, { operation: 'freeze', answer: frozen }],
  ['renew-freeze', RenewFreezeHandler, 'renew', 'renew', { operation: 'renew', answer: frozen }, { operation: 'freeze', answer: frozen }],
  ['transfer-funds', TransferFundsHandler, 'transfer', 'transfer', { operation: 'transfer', answer: transferred }, { operation: 'pay', answer: paid }],
  ['open-case-account', OpenCaseAccountHandler, 'openCaseAccount', 'open', { operation: 'open', answer: opened }, { operation: 'pay', answer: paid }],
  ['disburse-funds', DisburseFundsHandler, 'pay', 'pay', { operation: 'pay', answer: paid }, { operation: 'transfer', answer: transferred }],
] as const)('%s when core banking is in trouble', (type, Handler, method, scripted, recorded, other) => {
  const handle = (script: ConstructorParameters<typeof ScriptedCoreBanking>[0], { attempt = 1, elapsed = 0, urgency = 'ordinary' as 'ordinary' | 'critical' } = {}) => {
    const core = new ScriptedCoreBanking(script);
    return new Handler(core, () => elapsed).handle(automatedRequestOf(type, { attempt, urgency, follows })).then((result) => ({ result, calls: core.calls.map((call) => call.method) }));
  };
  const silent = new FateUnknown('no answer', false);
  const hour = 3_600_000;

  it('asks by reference before it tries again, and uses that answer', async () => {
    expect(await handle({ [scripted]: silent })).toEqual({ result: { kind: 'retry', afterMs: 1000, reason: 'no answer' }, calls: [method] });
    const { result, calls } = await handle({ find: recorded, [scripted]: silent }, { attempt: 2 });
    expect(result).toMatchObject({ kind: 'reply', outcome: 'done' });
    expect(calls).toEqual(['findByReference']);
  });

  it('repeats the order when core banking says that it knows nothing of it', async () => {
    const { result, calls } = await handle({ find: undefined, [scripted]: recorded.answer }, { attempt: 2 });
    expect(result).toMatchObject({ kind: 'reply', outcome: 'done' });
    expect(calls).toEqual(['findByReference', method]);
  });

  it('answers nothing while its fate is unknown, and leaves it to a person in the end', async () => {
    for (const error of [silent, new BackEndUnreachable('down'), new FateUnknown('500', true)]) {
      for (const [attempt, elapsed] of [[1, 0], [2, 1000], [9, hour / 2]] as const) {
        expect((await handle({ find: error, [scripted]: error }, { attempt, elapsed })).result.kind).toBe('retry');
      }
      expect((await handle({ find: error, [scripted]: error }, { attempt: 60, elapsed: hour })).result.kind).toBe('worklist');
      expect((await handle({ find: error, [scripted]: error }, { attempt: 12, elapsed: hour / 6, urgency: 'critical' })).result.kind).toBe('worklist');
    }
  });

  it('leaves to a person what core banking rejects or has under another kind', async () => {
    expect((await handle({ [scripted]: new BackEndRejection('409') })).result.kind).toBe('worklist');
    expect((await handle({ find: other }, { attempt: 2 })).result.kind).toBe('worklist');
  });
});
