import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BadNotice, noticeFile, NOTICES } from '@lianzhi/contracts';
import { generateRootKey, verifyRecord } from '@lianzhi/exchange';
import { addLawRecords, readSigned } from './add-law-records';

describe('addLawRecords', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lianzhi-law-'));
  const [directory, rootKey, file] = ['directory.jsonl', 'root.json', 'law.json'].map((name) => join(folder, name)) as [string, string, string];
  const root = generateRootKey();
  const add = (kind: 'calendar' | 'rules', content: unknown): string[] => {
    writeFileSync(file, JSON.stringify(content));
    return addLawRecords({ kind, file, directory, rootKey, today: '2026-12-01' });
  };
  const row = { id: 'query-person.answer', n: 2, unit: 'workday', level: 'policy', validFrom: '2027-01-01', decided: '2026-12-01', by: '山西省公安厅', why: '缩短时限', region: '14' };

  beforeAll(() => writeFileSync(rootKey, JSON.stringify(root.privateJwk)));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('adds signed records, and a corrected year as a later version', () => {
    expect(add('calendar', noticeFile(NOTICES[2]!))).toEqual(['calendar/2026']);
    expect(add('calendar', noticeFile(NOTICES[2]!))).toEqual([]);
    expect(add('calendar', { ...noticeFile(NOTICES[2]!), workdays: [] })).toEqual(['calendar/2026']);
    expect(add('rules', [row])).toEqual(['rules/query-person.answer@2027-01-01@14']);
    expect(add('rules', row)).toEqual([]);
    const signed = readSigned(directory);
    expect(signed.map(({ key, version }) => [key, version])).toEqual([['calendar/2026', 2], ['rules/query-person.answer@2027-01-01@14', 1]]);
    expect(signed.every((record) => verifyRecord(record, root.publicJwk))).toBe(true);
  });

  it('leaves the file as it was when the content cannot be right', () => {
    const before = readSigned(directory);
    expect(() => add('calendar', { year: 2027 })).toThrow(BadNotice);
    expect(() => add('rules', [{ ...row, n: 3 }])).toThrow('two rows');
    expect(readSigned(directory)).toEqual(before);
  });
});
