import { isCreditCode, isPersonId, isPlainObject } from '@lianzhi/contracts';
import { parseCsv } from '@lianzhi/exchange';
import { invalid, type Problem } from '@lianzhi/platform';
import { mostLines, type Members } from './batch';
import { tooManyLines } from './read-batch';

/** Column as an officer's spreadsheet may call it → member. What begins with `details.` is a field of the details. WARNING: public. */
const columns: Readonly<Record<string, string>> = {
  to: 'to', 接收单位: 'to', 单位代码: 'to',
  kind: 'kind', 类别: 'kind', name: 'name', 姓名: 'name', 名称: 'name', 姓名或名称: 'name',
  number: 'number', 证件号码: 'number', idNumber: 'idNumber', 公民身份号码: 'idNumber', 身份证号: 'idNumber', creditCode: 'creditCode', 统一社会信用代码: 'creditCode',
  caseNumber: 'caseNumber', 案号: 'caseNumber', urgency: 'urgency', 紧急程度: 'urgency', follows: 'follows', 承接事项: 'follows',
};
const detail = /^(?:details|内容)\.(\w+)$/;
const ofSubject = ['kind', 'name', 'number', 'idNumber', 'creditCode'];

/**
 * The body of a batch from a table with a header: one line per row, empty cells left out. A table with a column of recipients asks many, one with names and
 * numbers asks about many; one with both names both in each line. Pure. @param base the other members, as JSON gives them
 * @throws Problem 422 for what is no such table
 */
export function readCsvBatch(csv: string, base: unknown): Members {
  if (!isPlainObject(base)) throw invalid([{ pointer: '/request', code: 'object', detail: { zh: '须为 JSON 对象：各行共同的内容', en: 'must be a JSON object: what all lines have in common' } }]);
  const [header, ...rows] = rowsOf(csv);
  const names = (header?.cells ?? []).map((cell) => cell.trim());
  const unknown = names.filter((name) => name !== '' && !Object.hasOwn(columns, name) && !detail.test(name));
  if (unknown.length > 0) throw wrongTable('unknown-column', `没有列：${unknown.slice(0, 10).join('、')}`, `unknown columns: ${unknown.slice(0, 10).join(', ')}`);
  if (rows.length === 0) throw wrongTable('list', '表格没有数据行', 'the table has no lines');
  if (rows.length > mostLines) throw tooManyLines();
  if (rows.some(({ cells }) => cells.some((cell, i) => (names[i] ?? '') === '' && cell.trim() !== ''))) throw wrongTable('unnamed-column', '有内容的列没有列名', 'a column with content has no name');
  const lines = rows.map(({ cells }) => lineOf(names, cells));
  return lines.some(({ subject }) => subject !== undefined) ? { ...base, subjects: lines } : { ...base, recipients: lines };
}

function lineOf(names: readonly string[], cells: readonly string[]): Members {
  const line: Members = {};
  const subject: Record<string, string> = {};
  const details: Record<string, string> = {};
  names.forEach((name, i) => {
    const value = (cells[i] ?? '').trim();
    const member = columns[name];
    if (value === '') return;
    if (member === undefined) details[detail.exec(name)![1]!] = value;
    else if (ofSubject.includes(member)) subject[member] = value;
    else line[member] = value;
  });
  return { ...line, ...(Object.keys(subject).length > 0 && { subject: subjectOf(subject) }), ...(Object.keys(details).length > 0 && { details }) };
}

/** A number says itself whether it is a person's or a company's; one in thirty identity numbers would pass for a credit code, so that is asked second. Width and case are the spreadsheet's doing. */
function subjectOf({ number, kind, name, ...numbers }: Record<string, string>): Members {
  const named = Object.fromEntries(Object.entries(numbers).map(([member, value]) => [member, plain(value)]));
  const written = number === undefined ? undefined : plain(number);
  const is = kinds[kind ?? ''] ?? kind ?? (named['creditCode'] !== undefined || (written !== undefined && isCreditCode(written) && !isPersonId(written)) ? 'company' : 'person');
  return { kind: is, ...(name !== undefined && { name }), ...named, ...(written !== undefined && { [is === 'company' ? 'creditCode' : 'idNumber']: written }) };
}

const kinds: Readonly<Record<string, string>> = { 自然人: 'person', 个人: 'person', 单位: 'company', 企业: 'company', 法人: 'company' };
const plain = (value: string): string => value.normalize('NFKC').replace(/\s+/g, '').toUpperCase();

function rowsOf(csv: string): ReturnType<typeof parseCsv> {
  try {
    return parseCsv(csv);
  } catch (error) {
    throw wrongTable('csv', '不是有效的 CSV：引号不成对', `not a valid CSV: ${(error as Error).message}`);
  }
}

const wrongTable = (code: string, zh: string, en: string): Problem => invalid([{ pointer: '/file', code, detail: { zh, en } }]);

/** UTF-8, or GB 18030 as a spreadsheet on a Chinese desk writes it. */
export function textOfCsv(content: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    return new TextDecoder('gb18030').decode(content);
  }
}
