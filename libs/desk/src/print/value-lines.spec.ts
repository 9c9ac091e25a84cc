import { exampleClock, fieldSet, requests, requestForm } from '@lianzhi/contracts';
import { endOf, momentOf, sayIn } from './paper-words';
import { valueLines } from './value-lines';

const zh = { say: sayIn('zh-CN'), language: 'zh-CN' } as const;
const detailFields = (contract: (typeof requests)[number]) => requestForm(contract).fields.filter(({ pointer }) => pointer.startsWith('/details/'));
const clock = exampleClock(Date.parse('2025-09-30T16:05:00+08:00'));

describe('values on paper', () => {
  it('stand under their titles, amounts and dates as people write them', () => {
    const freeze = requests.find(({ type }) => type === 'freeze-account')!;
    const lines = valueLines(detailFields(freeze), freeze.example(clock).details, zh);
    expect(lines).toContainEqual({ title: '冻结金额上限', value: '480,000.00 元', depth: 0 });
    expect(lines).toContainEqual({ title: '冻结起始日', value: '2025年9月30日', depth: 0 });
    expect(valueLines(detailFields(freeze), freeze.example(clock).details, { say: sayIn('en'), language: 'en' })).toContainEqual({ title: 'From', value: '2025-09-30', depth: 0 });
  });

  // No value may be lost between the form and the paper, whatever a contract declares.
  it.each(requests.map((contract) => [contract.type, contract] as const))('%s: each value of the example stands in some line, and none as [object Object]', (_type, contract) => {
    const { details } = contract.example(clock);
    const lines = valueLines(detailFields(contract), details, zh);
    const written = lines.map(({ title, value }) => `${title} ${value ?? ''}`).join('\n');
    expect(written).not.toMatch(/\[object|undefined/);
    for (const value of leaves(details)) if (/^\d{4,}$|[\u4e00-\u9fff]/.test(value)) expect(written).toContain(value);
  });

  it('leaves out what is empty, and shows a value of a type that it does not know', () => {
    expect(valueLines([], { a: 1 }, zh)).toEqual([]);
    expect(fieldSet({}).form()).toEqual([]);
  });

  it('gives midnight to the day that it ends', () => {
    expect(endOf('2025-10-01T00:00:00+08:00', 'zh-CN')).toBe('2025年9月30日 24:00');
    expect(endOf('2025-09-30T09:05:00Z', 'zh-CN')).toBe('2025年9月30日 17:05');
    expect(momentOf('2025-09-30', 'en')).toBe('2025-09-30');
  });
});

function leaves(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(leaves) : [];
}
