import { readFileSync } from 'node:fs';
import { LaunchFailure } from './launch-failure';

export interface Organisation { code: string; agency: string; /** Empty: it watches at the coordinator and runs no desk. */ operator: string; region: string; parent: string; name: string }

const COLUMNS = ['code', 'agency', 'operator', 'region', 'parent', 'name'] as const;

/** Reads organisations from a CSV with the columns code, agency, operator, region, parent and name (no quotes; names hold no comma). */
export function readOrganisations(file: string): Organisation[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new LaunchFailure(`无法读取单位名册 ${file}，请检查 LIANZHI_ORGANISATIONS。`, `The list of organisations ${file} cannot be read: check LIANZHI_ORGANISATIONS.`);
  }
  const [header, ...rows] = text.replace(/^\uFEFF/, '').split(/\r?\n/).filter((line) => line.trim() !== '');
  if (header !== COLUMNS.join(',')) throw wrong(file, 1);
  return rows.map((row, index) => {
    const cells = row.split(',').map((cell) => cell.trim());
    if (cells.length !== COLUMNS.length || !/^[a-z0-9-]+$/.test(cells[0]!)) throw wrong(file, index + 2);
    return Object.fromEntries(COLUMNS.map((column, at) => [column, cells[at]!])) as unknown as Organisation;
  });
}

function wrong(file: string, line: number): LaunchFailure {
  return new LaunchFailure(`单位名册 ${file} 第 ${line} 行有误，各列应为 ${COLUMNS.join(',')}。`, `Line ${line} of the list of organisations ${file} is wrong: the columns must be ${COLUMNS.join(',')}.`);
}
