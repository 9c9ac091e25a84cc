import type { OrganisationRecord } from './directory-record';
import { parseCsv, type CsvRow } from './parse-csv';

const header = ['code', 'agency', 'operator', 'region', 'parent', 'name'] as const;
type Column = (typeof header)[number];

/** An organisation with the line of the file that it stands on. */
export interface OrganisationLine {
  line: number;
  record: OrganisationRecord;
}

/**
 * Organisations of a file `code,agency,operator,region,parent,name` (first line), UTF-8; operator is empty for supervisors,
 * parent at the top. @param validFrom RFC 3339 @throws Error: one sentence that names the line
 */
export function parseOrganisations(csv: string, validFrom: string): OrganisationLine[] {
  const [first, ...rows] = parseCsv(csv);
  if (first?.cells.join() !== header.join()) throw new Error(`Line 1: the header must be ${header.join()}.`);
  return rows.map((row) => ({ line: row.line, record: toRecord(row, validFrom) }));
}

function toRecord({ line, cells }: CsvRow, validFrom: string): OrganisationRecord {
  if (cells.length !== header.length) throw new Error(`Line ${line}: ${header.length} columns are needed, ${cells.length} found.`);
  const row = Object.fromEntries(header.map((name, at) => [name, cells[at]!.trim()])) as Record<Column, string>;
  const { code, agency, operator, region, parent, name } = row;
  for (const column of ['code', 'agency', 'region', 'name'] as const) {
    if (row[column] === '') throw new Error(`Line ${line}: ${column} is empty.`);
  }
  for (const column of ['code', 'agency', 'operator', 'parent'] as const) {
    if (!/^[A-Za-z0-9_-]*$/.test(row[column])) throw new Error(`Line ${line}: ${column} "${row[column]}" may hold only letters, digits, "-" and "_".`);
  }
  if (!/^\d{6}$/.test(region)) throw new Error(`Line ${line}: region "${region}" is no GB/T 2260 code of six digits.`);
  return { kind: 'organisation', code, agency, ...(operator && { operator }), region, ...(parent && { parent }), name, validFrom, status: 'active' };
}
