import { buildDirectory } from './build-directory';
import { generateOperatorKeys } from './generate-keys';

const validFrom = '2026-01-01T00:00:00Z';
const operators = [{ code: 'tennis-club', agency: 'tennis' }, { code: 'chess-club', agency: 'chess' }];
const csv = (...lines: string[]): string => ['code,agency,operator,region,parent,name', ...lines, ''].join('\n');
const build = (...organisationsCsv: string[]) => buildDirectory({ operators, organisationsCsv, keys: [], validFrom });

describe('buildDirectory', () => {
  it('makes a record of every operator, key and organisation', () => {
    const { records: keys } = generateOperatorKeys('tennis-club', validFrom);
    const records = buildDirectory({
      operators, keys, validFrom,
      organisationsCsv: csv('top,tennis,tennis-club,140000,,山西网球协会', 'low,tennis,tennis-club,140100,top,"Taiyuan, ""the"" club"', 'eye,watching,,000000,,督办'),
    });
    expect(records.map(({ kind }) => kind)).toEqual(['operator', 'operator', 'key', 'key', 'organisation', 'organisation', 'organisation']);
    expect(records.slice(4)).toEqual([
      { kind: 'organisation', code: 'top', agency: 'tennis', operator: 'tennis-club', region: '140000', name: '山西网球协会', validFrom, status: 'active' },
      { kind: 'organisation', code: 'low', agency: 'tennis', operator: 'tennis-club', region: '140100', parent: 'top', name: 'Taiyuan, "the" club', validFrom, status: 'active' },
      { kind: 'organisation', code: 'eye', agency: 'watching', region: '000000', name: '督办', validFrom, status: 'active' },
    ]);
  });

  it('takes several files, Windows line ends, a byte order mark and blank lines', () => {
    const records = build(`\uFEFF${csv('low,tennis,tennis-club,140100,top,Low', '').replaceAll('\n', '\r\n')}`, csv('top,tennis,tennis-club,140000,,Top').trimEnd());
    expect(records).toHaveLength(4);
  });

  it.each<[string, string, string]>([
    ['another header', 'code,name\n', 'Line 1: the header must be code,agency,operator,region,parent,name.'],
    ['an empty file', '', 'Line 1: the header must be code,agency,operator,region,parent,name.'],
    ['too few columns', csv('a,tennis,tennis-club'), 'Line 2: 6 columns are needed, 3 found.'],
    ['no name', csv('', 'a,tennis,tennis-club,140000,, '), 'Line 3: name is empty.'],
    ['a code with a dot', csv('a.b,tennis,tennis-club,140000,,A'), 'Line 2: code "a.b" may hold only letters, digits, "-" and "_".'],
    ['a region of five digits', csv('a,tennis,tennis-club,14000,,A'), 'Line 2: region "14000" is no GB/T 2260 code of six digits.'],
    ['a code twice', csv('a,tennis,tennis-club,140000,,A', 'a,tennis,tennis-club,140000,,A'), 'Line 3: organisation a stands here for the second time.'],
    ['an unknown operator', csv('a,tennis,golf-club,140000,,A'), 'Line 2: operator golf-club is unknown.'],
    ['an operator of another agency', csv('a,tennis,chess-club,140000,,A'), 'Line 2: operator chess-club runs a desk for chess, not for tennis.'],
    ['an unknown parent', csv('a,tennis,tennis-club,140000,b,A'), 'Line 2: parent b is unknown.'],
    ['a circle', csv('a,tennis,tennis-club,140000,b,A', 'b,tennis,tennis-club,140000,a,B'), 'Line 2: organisation a stands above itself.'],
    ['an open quotation mark', csv('a,tennis,tennis-club,140000,,"A'), 'Line 2: a quotation mark stands where none may, or is not closed.'],
    ['an error after a name over two lines', csv('a,tennis,tennis-club,140000,,"A\nB"', 'c'), 'Line 4: 6 columns are needed, 1 found.'],
  ])('names the line of %s', (_name, text, message) => {
    expect(() => build(text)).toThrow(new Error(message));
  });

  it('refuses a key of an operator that is not listed', () => {
    const { records: keys } = generateOperatorKeys('golf-club', validFrom);
    expect(() => buildDirectory({ operators, organisationsCsv: csv(), keys, validFrom })).toThrow('belongs to operator golf-club, which is not listed');
  });
});
