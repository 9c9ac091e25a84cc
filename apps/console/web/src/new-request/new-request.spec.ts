import { slotFor, slotsOf, missingKinds } from './documents-needed';
import { guardOf, guardedField } from './guard';
import type { ContractEntry } from '../forms/contract-entry';

const documents = [
  { kind: '协助查控被执行人通知书', title: { zh: '通知书', en: 'Notice' }, required: true, on: ['request'] },
  { kind: '拘留决定书', title: { zh: '拘留决定书', en: 'Decision' }, required: true, requiredWhen: { field: 'wanted', equals: 'custody' }, alternatives: ['拘传票'], on: ['request'] },
  { kind: '拘传票', title: { zh: '拘传票', en: 'Summons' }, required: false },
  { kind: '移交清单', title: { zh: '移交清单', en: 'Record' }, required: false, on: ['reply'] },
];
const contract = { documents, measure: { kind: 'deposit', title: { zh: '', en: '' }, acts: ['create'], amount: { asked: 'amount', capped: true } } } as unknown as ContractEntry;

describe('a new request', () => {
  it('wants a document when a field says so, whatever the example needs', () => {
    expect(slotsOf(contract, { wanted: 'whereabouts' }).filter(({ required }) => required).map(({ kind }) => kind)).toEqual(['协助查控被执行人通知书']);
    expect(slotsOf(contract, { wanted: 'custody' }).map(({ kind }) => kind)).toEqual(['协助查控被执行人通知书', '拘留决定书', '拘传票']);
  });
  it('takes what may stand in the place of a document', () => {
    const slots = slotsOf(contract, { wanted: 'custody' });
    expect(missingKinds(slots, ['协助查控被执行人通知书']).map(({ kind }) => kind)).toEqual(['拘留决定书']);
    expect(missingKinds(slots, ['协助查控被执行人通知书', '拘传票'])).toEqual([]);
  });
  it('puts a dropped file where its name says, else where one is missing', () => {
    const slots = slotsOf(contract, { wanted: 'custody' });
    expect(slotFor(slots, [], '张某甲 拘传票.pdf')?.kind).toBe('拘传票');
    expect(slotFor(slots, ['协助查控被执行人通知书'], 'scan001.pdf')?.kind).toBe('拘留决定书');
  });
  it('guards the amount that the contract names, and counts a renewal beyond what is held', () => {
    const figures = { cap: 48_000_000, held: 31_260_055, asked: 0, transferred: 0, left: 16_739_945 };
    expect(guardedField(contract)).toBe('amount');
    expect(guardedField({ ...contract, measure: { ...contract.measure!, acts: ['lift'] } })).toBeUndefined();
    expect(guardOf(contract, figures, '200000.00')).toMatchObject({ over: 3_260_055, wanted: 20_000_000 });
    expect(guardOf(contract, figures, '167399.45')!.over).toBe(0);
    expect(guardOf(contract, { ...figures, left: 0 }, '312600.55', 31_260_055)!.over).toBe(0);
  });
});
