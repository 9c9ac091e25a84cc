/** One row of a CSV file with the number of the line on which it starts, from 1. */
export interface CsvRow {
  line: number;
  cells: string[];
}

/** RFC 4180: commas, quotes doubled inside quotes, LF or CRLF, a byte order mark allowed; blank lines are skipped. @throws Error naming the line */
export function parseCsv(text: string): CsvRow[] {
  const rows: CsvRow[] = [];
  let line = 1;
  let row: CsvRow = { line, cells: [] };
  const cell = /("(?:[^"]|"")*"|[^",\r\n]*)(,|\r?\n|$)/y;
  cell.lastIndex = text.startsWith('\uFEFF') ? 1 : 0;
  while (cell.lastIndex < text.length || row.cells.length > 0) {
    const match = cell.exec(text);
    if (!match) throw new Error(`Line ${line}: a quotation mark stands where none may, or is not closed.`);
    const [all, raw, end] = match as unknown as [string, string, string];
    row.cells.push(raw.startsWith('"') ? raw.slice(1, -1).replaceAll('""', '"') : raw);
    line += all.split('\n').length - 1;
    if (end === ',') continue;
    if (row.cells.some((value) => value !== '')) rows.push(row);
    row = { line, cells: [] };
  }
  return rows;
}
