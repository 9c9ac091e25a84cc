import { faultsOfLine, fieldOf, summaryOf } from './line-faults';
import type { ContractEntry } from '../forms/contract-entry';
import type { Bilingual } from '../words/i18n';

const words = { to: '接收单位', caseNumber: '案号', subject: '被执行人', urgency: '紧急程度', follows: '承接事项', officers: '承办人', documents: '文书', details: '内容', table: '表格', type: '事项类型' };
const pick = (text: Bilingual | undefined, otherwise = ''): string => text?.zh ?? otherwise;
const field = (name: string, zh: string, more: object = {}) => ({ name, title: { zh, en: name }, required: true, sensitive: false, kind: 'text', widget: { name: 'text' }, ...more });
const contract = {
  request: { form: { fields: [
    field('subject', '被执行人', { pointer: '/subject', widget: { name: 'subject', variants: { person: [field('idNumber', '公民身份号码')] } } }), field('officers', '承办人', { pointer: '/officers', widget: { name: 'list', fields: [field('name', '姓名')] } }),
    field('amount', '金额', { pointer: '/details/amount' }), field('accounts', '账户', { pointer: '/details/accounts', widget: { name: 'list', fields: [field('number', '账号')] } }),
  ] } },
} as unknown as ContractEntry;
const of = (pointer: string) => fieldOf(pointer, contract, pick, words);

describe('the faults of a line', () => {
  it('name fields as the form does', () => {
    expect(['/to', '/subject/idNumber', '/details/amount', '/details/accounts/1/number', '/officers/0/name', '/file', '/recipients/3'].map(of)).toEqual(['接收单位', '被执行人 公民身份号码', '金额', '账户 2 账号', '承办人 1 姓名', '表格', '接收单位']);
    expect([of('/details/unknown'), of('/else'), fieldOf('/details/amount', undefined, pick, words)]).toEqual(['unknown', '/else', '内容']);
  });

  it('are the fields, or else the sentence', () => {
    expect(faultsOfLine({ error: 'invalid', detail: { zh: '有误', en: '' }, errors: [{ pointer: '/subject/idNumber', detail: { zh: '校验位不符', en: '' } }] }, contract, pick, words)).toEqual([{ field: '被执行人 公民身份号码', what: '校验位不符' }]);
    expect(faultsOfLine({ error: 'repeated-line', detail: { zh: '与第 1 行重复', en: '' } }, contract, pick, words)).toEqual([{ field: '', what: '与第 1 行重复' }]);
    expect(faultsOfLine({ error: 'internal' }, contract, pick, words)).toEqual([{ field: '', what: 'internal' }]);
  });

  it('are summed up, the most frequent first', () => {
    const one = { field: '金额', what: '必填' };
    expect(summaryOf([[{ field: '', what: '重复' }], [one], [one]])).toEqual([{ ...one, count: 2 }, { field: '', what: '重复', count: 1 }]);
  });
});
