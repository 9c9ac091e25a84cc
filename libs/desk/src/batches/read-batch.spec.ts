import { isCreditCode, personIdCheckCharacter } from '@lianzhi/contracts';
import { Problem } from '@lianzhi/platform';
import { bodyOfLine } from './batch';
import { resultCsv, type ResultLine } from './batch-result';
import { readBatch } from './read-batch';
import { readCsvBatch, textOfCsv } from './read-csv-batch';

const person = { kind: 'person', name: '张某甲', idNumber: '142629198703124515' };
const pointers = (read: () => unknown): unknown[] => {
  try {
    read();
  } catch (error) {
    if (error instanceof Problem) return (error.errors ?? []).map(({ pointer, code }) => `${pointer} ${code}`);
    throw error;
  }
  throw new Error('nothing was refused');
};

describe('readBatch', () => {
  it('takes many recipients, by code or with what differs', () => {
    const { type, base, lines } = readBatch({ type: 't', subject: person, recipients: ['bank-1', { to: 'bank-2', details: { cap: '1.00' } }] });
    expect(type).toBe('t');
    expect(lines.map(({ members }) => bodyOfLine({ type, base: { ...base, details: { cap: '9.00', ruling: 'r' } } }, members))).toEqual([
      { type: 't', subject: person, to: 'bank-1', details: { cap: '9.00', ruling: 'r' } }, { type: 't', subject: person, to: 'bank-2', details: { cap: '1.00', ruling: 'r' } },
    ]);
  });
  it('takes many subjects, plain, with what differs beside them, or nested', () => {
    const { lines } = readBatch({ type: 't', to: 'bank-1', subjects: [person, { ...person, caseNumber: 'c' }, { subject: person, caseNumber: 'd' }] });
    expect(lines.map(({ members }) => members)).toEqual([{ subject: person }, { caseNumber: 'c', subject: person }, { subject: person, caseNumber: 'd' }]);
  });
  it('leaves what is wrong with one line to that line, and refuses one that repeats another', () => {
    const { lines } = readBatch({ type: 't', recipients: ['bank-1', 7, 'bank-1', null] });
    expect(lines.map(({ members, refusal }) => [members['to'], refusal?.error])).toEqual([['bank-1', undefined], [7, undefined], ['bank-1', 'repeated-line'], [null, undefined]]);
    expect(lines[2]!.refusal!.detail.en).toBe('repeats line 1');
  });
  it.each<[string, unknown, string[]]>([
    ['no object', [], [' object']],
    ['no type', { recipients: ['a'] }, ['/type required']],
    ['neither list', { type: 't' }, [' recipients-or-subjects']],
    ['both lists', { type: 't', recipients: ['a'], subjects: [person] }, [' recipients-or-subjects']],
    ['an empty list', { type: 't', recipients: [] }, ['/recipients list']],
    ['1,001 lines', { type: 't', subjects: Array.from({ length: 1_001 }, () => person) }, ['/subjects list']],
    ['an unknown member', { type: 't', recipients: ['a'], wish: 1 }, ['/wish unknown-property']],
    ['details that are none', { type: 't', recipients: ['a'], details: 5 }, ['/details object']],
  ])('refuses %s', (_, body, expected) => expect(pointers(() => readBatch(body))).toEqual(expected));
  it('takes 1,000 lines', () => expect(readBatch({ type: 't', recipients: Array.from({ length: 1_000 }, (_, i) => `bank-${i}`) }).lines).toHaveLength(1_000));
});

describe('readCsvBatch', () => {
  it('takes names and numbers; the number says whose it is', () => {
    const csv = '姓名或名称,证件号码,案号,details.from\r\n张某甲,142629198703124515,（2025）晋1031执312号,2025-01-01\r\n"某商贸,有限公司",91141031ma0k3t8x69,,\r\n';
    expect(readCsvBatch(csv, { type: 't' })).toEqual({ type: 't', subjects: [
      { caseNumber: '（2025）晋1031执312号', subject: person, details: { from: '2025-01-01' } }, { subject: { kind: 'company', name: '某商贸,有限公司', creditCode: '91141031MA0K3T8X69' } },
    ] });
  });
  it('takes an identity number for one, also when it would pass for a credit code', () => {
    const both = Array.from({ length: 400 }, (_, i) => `14262919870312${String(100 + i)}`).map((digits) => `${digits}${personIdCheckCharacter(digits)}`).filter(isCreditCode);
    expect(both.length).toBeGreaterThan(0);
    expect(readCsvBatch(`name,number\n${both.map((number) => `a,${number}`).join('\n')}\n`, {})).toEqual({ subjects: both.map((idNumber) => ({ subject: { kind: 'person', name: 'a', idNumber } })) });
  });
  it('takes empty columns and cells at the end, as spreadsheets leave them', () => expect(readCsvBatch('to,,\nbank-1,,\nbank-2,, ,\n', {})).toEqual({ recipients: [{ to: 'bank-1' }, { to: 'bank-2' }] }));
  it('takes recipients', () => expect(readCsvBatch('to\nbank-1\nbank-2\n', { type: 't' })).toEqual({ type: 't', recipients: [{ to: 'bank-1' }, { to: 'bank-2' }] }));
  it('reads what a spreadsheet on a Chinese desk writes', () => {
    expect(textOfCsv(Buffer.from('单位代码\n', 'utf8'))).toBe('单位代码\n');
    expect(textOfCsv(Buffer.from([0xb5, 0xa5, 0xce, 0xbb]))).toBe('单位');
  });
  it.each<[string, string, unknown, string[]]>([
    ['an unknown column', 'to,wish\na,b\n', {}, ['/file unknown-column']],
    ['a column with content and no name', 'to,\nbank-1,\nbank-2,x\n', {}, ['/file unnamed-column']],
    ['a line longer than the header', 'to\nbank-1,x\n', {}, ['/file unnamed-column']],
    ['no lines', 'to\n', {}, ['/file list']],
    ['an open quotation mark', 'to\n"a\n', {}, ['/file csv']],
    ['too many lines', `to\n${'a\n'.repeat(1_001)}`, {}, ['/file list']],
    ['a base that is none', 'to\na\n', [], ['/request object']],
  ])('refuses %s', (_, csv, base, expected) => expect(pointers(() => readCsvBatch(csv, base))).toEqual(expected));
});

describe('resultCsv', () => {
  const line: ResultLine = { line: 1, standing: 'accepted', to: 'bank-1', recipient: '=HYPERLINK("x")', subject: { kind: 'person', name: '张,某', idNumber: '1426**********4515' }, caseNumber: 'c', refusal: null, request: 'r', state: 'answered', outcome: 'found', answeredAt: 'now', reply: { total: '5.00', accounts: [{ number: '***' }] } };
  it('has a column for each simple field of a reply, and no formulas', () => {
    const refused: ResultLine = { ...line, line: 2, standing: 'refused', recipient: null, refusal: { error: 'invalid', detail: { zh: '无效', en: 'invalid' }, errors: [{ pointer: '/to', code: 'required', detail: { zh: '必填', en: 'is required' } }] }, request: null, reply: null };
    const [header, first, second] = resultCsv([line, refused]).slice(1).split('\r\n');
    expect(header).toBe('line,standing,to,recipient,name,number,caseNumber,reason,request,state,outcome,answeredAt,reply.total');
    expect(first).toBe(`1,accepted,bank-1,"'=HYPERLINK(""x"")","张,某",1426**********4515,c,,r,answered,found,now,5.00`);
    expect(second).toContain('2,refused,bank-1,,"张,某",1426**********4515,c,invalid: /to 必填,');
  });
});
