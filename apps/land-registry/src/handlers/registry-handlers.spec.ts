import { catalogue, exampleClock, validateMoveFields, validateReply } from '@lianzhi/contracts';
import { BackEndRejection, BackEndUnreachable, FateUnknown, type AutomatedRequest, type HandlerResult } from '@lianzhi/desk';
import { changeCommand } from '../events/registry-events';
import type { Property, Sealed, Transferred, Unsealed, Waiting } from '../registry/registry';
import { propertiesReply, QueryRealEstateHandler } from './query-real-estate.handler';
import { RenewRealEstateSealHandler, renewalReply } from './renew-real-estate-seal.handler';
import { SealRealEstateHandler, sealReply } from './seal-real-estate.handler';
import { ScriptedRegistry } from './testing/scripted-registry';
import { TransferRealEstateHandler, transferReply } from './transfer-real-estate.handler';
import { UnsealRealEstateHandler, unsealReply } from './unseal-real-estate.handler';

const at = '2025-06-05T10:20:00+08:00';
const follows = '0197a1b2-0000-7000-8000-000000000000';
const refused = { status: 'refused' as const, code: 'no-unit', reason: '登记簿查无该不动产单元' };
const sealed: Sealed = { status: 'sealed', rank: 0, at, until: '2028-06-04', mortgaged: true, number: '20250605AB' };
const waiting: Waiting = { status: 'waiting', rank: 3, at, ahead: '临汾市中级人民法院', number: '20250605AC' };
const unsealed: Unsealed = { status: 'unsealed', at, waiting: false, promoted: 'court-140107' };
const transferred: Transferred = { status: 'transferred', at, certificate: '2025-AB' };
const property: Property = { unitNumber: '141031001008GB00123F00010021', location: '某小区2号楼', ownership: 'sole', mortgages: [], seals: [{ authority: '临汾市中级人民法院', rank: '0' }] };
const found = { source: '不动产登记簿', asOf: at, properties: [property], unread: [] };

function requestOf(type: string, changed: Partial<AutomatedRequest> = {}): AutomatedRequest {
  const { subject, officers, details } = catalogue.get(type).example(exampleClock(Date.parse('2025-06-05T10:00:00+08:00')));
  return {
    id: '0197a1b2-0000-7000-8000-000000000001', type, urgency: 'ordinary', from: 'court-141031', to: 'land-registry-141031', caseNumber: '（2025）晋1031执123号', follows: null,
    subject, officers, documents: [], attempt: 1, startedAt: 0, details, ...changed,
  };
}

/** The answer as the contract takes it. */
function checked(type: string, result: HandlerResult) {
  if (result.kind !== 'reply') throw new Error(`no reply but ${result.kind}`);
  const { final, outcome, details } = result;
  expect(validateReply(catalogue.get(type), { final, outcome, details }, { businessDate: '2025-06-05', strict: true })).toEqual([]);
  return result;
}

describe('what the registry answers by machine', () => {
  it('a seal in effect has its end, one that waits has its rank and no end', () => {
    expect(checked('seal-real-estate', sealReply(sealed))).toMatchObject({ outcome: 'done', until: '2028-06-04', details: { rank: 0, until: '2028-06-04', mortgaged: true } });
    const result = checked('seal-real-estate', sealReply(waiting));
    expect(result).toMatchObject({ outcome: 'waiting', details: { rank: 3, ahead: '临汾市中级人民法院' } });
    expect([result.until, result.details['until']]).toEqual([undefined, undefined]);
    expect(checked('seal-real-estate', sealReply(refused))).toMatchObject({ outcome: 'refused', details: { reason: refused.reason } });
  });

  it('renewals, releases and transfers', () => {
    expect(checked('renew-real-estate-seal', renewalReply(sealed))).toMatchObject({ outcome: 'done', until: '2028-06-04' });
    expect(checked('renew-real-estate-seal', renewalReply(waiting)).until).toBeUndefined();
    expect(checked('unseal-real-estate', unsealReply(unsealed))).toMatchObject({ outcome: 'done', details: { promoted: 'court-140107' } });
    expect(checked('unseal-real-estate', unsealReply({ ...unsealed, promoted: undefined, waiting: true }))).toMatchObject({ details: { note: expect.stringContaining('轮候') } });
    expect(checked('transfer-real-estate', transferReply(transferred))).toMatchObject({ outcome: 'done', details: { newCertificate: '2025-AB' } });
    expect(checked('transfer-real-estate', transferReply({ status: 'incomplete', missing: '解除轮候查封' }))).toMatchObject({ outcome: 'accepted_not_done', details: { missing: '解除轮候查封' } });
  });

  it('says "none" only when all was searched', () => {
    expect(checked('query-real-estate', propertiesReply(found))).toMatchObject({ outcome: 'found' });
    expect(checked('query-real-estate', propertiesReply({ ...found, properties: [] }))).toMatchObject({ outcome: 'none_proven' });
    expect(checked('query-real-estate', propertiesReply({ ...found, properties: [], unread: ['系统维护'] }))).toMatchObject({ outcome: 'partial', details: { reason: '系统维护' } });
    expect(checked('query-real-estate', propertiesReply({ ...found, properties: [] }, ['rights', 'history']))).toMatchObject({ outcome: 'partial', details: { reason: expect.stringContaining('历史转移') } });
  });

  it('what changes later is news of the seal, and a promotion says which end begins with it', () => {
    const promoted = changeCommand({ kind: 'promoted', registry: 'land-registry-141031', reference: follows, at, from: '2025-06-05', until: '2028-06-04' }, 'm');
    expect(promoted).toMatchObject({ requestId: follows, move: 'measure-changed', details: { change: 'promoted', rank: 0, until: '2028-06-04' } });
    for (const { details } of [promoted, changeCommand({ kind: 'lapsed', registry: 'r', reference: follows, at, reason: 'transferred' }, 'm')]) {
      const { change, ...rest } = details!;
      expect(validateMoveFields(catalogue.get('seal-real-estate'), 'measure-changes', { change, details: rest }, { strict: true })).toEqual([]);
    }
  });

  it('what a machine cannot do goes to a person, untouched', async () => {
    const registry = new ScriptedRegistry({});
    const handled = [
      await new UnsealRealEstateHandler(registry).handle(requestOf('unseal-real-estate')),
      await new RenewRealEstateSealHandler(registry).handle(requestOf('renew-real-estate-seal')),
      await new UnsealRealEstateHandler(registry).handle(requestOf('unseal-real-estate', { follows, details: { reason: 'x', share: '50' } })),
      await new TransferRealEstateHandler(registry).handle(requestOf('transfer-real-estate', { details: { ...requestOf('transfer-real-estate').details, share: '50' } })),
    ];
    expect([handled.map(({ kind }) => kind), registry.calls]).toEqual([Array(4).fill('worklist'), []]);
  });
});

describe('query-real-estate when the registration system is in trouble', () => {
  const ask = (error: Error, attempt = 1) => new QueryRealEstateHandler(new ScriptedRegistry({ query: error }), () => 60_000).handle(requestOf('query-real-estate', { attempt }));

  it('is tried again, then said not to have been searched', async () => {
    expect((await ask(new BackEndUnreachable('down'))).kind).toBe('retry');
    expect(checked('query-real-estate', await ask(new BackEndUnreachable('down'), 3))).toMatchObject({ outcome: 'not_searched' });
    expect(checked('query-real-estate', await ask(new FateUnknown('silent', false), 3))).toMatchObject({ outcome: 'not_searched' });
    expect(checked('query-real-estate', await ask(new FateUnknown('500', true), 3))).toMatchObject({ outcome: 'failed' });
    expect((await ask(new BackEndRejection('422'))).kind).toBe('worklist');
  });
});

describe.each([
  ['seal-real-estate', SealRealEstateHandler, 'seal', { operation: 'seal', answer: waiting }, { operation: 'unseal', answer: unsealed }],
  ['renew-real-estate-seal', RenewRealEstateSealHandler, 'renew', { operation: 'renew', answer: sealed }, { operation: 'seal', answer: sealed }],
  ['unseal-real-estate', UnsealRealEstateHandler, 'unseal', { operation: 'unseal', answer: unsealed }, { operation: 'seal', answer: sealed }],
  ['transfer-real-estate', TransferRealEstateHandler, 'transfer', { operation: 'transfer', answer: transferred }, { operation: 'seal', answer: sealed }],
] as const)('%s when the registration system is in trouble', (type, Handler, method, recorded, other) => {
  const handle = (script: ConstructorParameters<typeof ScriptedRegistry>[0], attempt = 1, elapsed = 0) => {
    const registry = new ScriptedRegistry(script);
    return new Handler(registry, () => elapsed).handle(requestOf(type, { attempt, follows })).then((result) => ({ result, calls: registry.calls.map((call) => call.method) }));
  };
  const silent = new FateUnknown('no answer', false);

  it('asks by reference before it tries again, and uses that answer', async () => {
    expect(await handle({ [method]: silent })).toMatchObject({ result: { kind: 'retry' }, calls: [method] });
    const { result, calls } = await handle({ find: recorded, [method]: silent }, 2);
    expect([checked(type, result).kind, calls]).toEqual(['reply', ['findByReference']]);
    expect((await handle({ find: undefined, [method]: recorded.answer }, 2)).calls).toEqual(['findByReference', method]);
  });

  it('answers nothing while its fate is unknown, and leaves it to a person in the end', async () => {
    for (const error of [silent, new BackEndUnreachable('down')]) {
      expect((await handle({ find: error, [method]: error }, 9, 1_800_000)).result.kind).toBe('retry');
      expect((await handle({ find: error, [method]: error }, 60, 3_600_000)).result.kind).toBe('worklist');
    }
    expect((await handle({ [method]: new BackEndRejection('409') })).result.kind).toBe('worklist');
    expect((await handle({ find: other }, 2)).result.kind).toBe('worklist');
  });
});
