import { isLegalDate } from '../shanghai-time';
import { isLimitRow, type RuleRow } from './rule-row';

type Unchecked = Record<string, unknown>;

const units = ['minute', 'hour', 'day', 'workday', 'month', 'year'];
const levels = ['law', 'opinion', 'policy'];
const isText = (value: unknown): boolean => typeof value === 'string' && value.trim() !== '';
const isElapsed = ({ unit }: Unchecked): boolean => unit === 'minute' || unit === 'hour';
const isWhole = (n: unknown, least: number): boolean => Number.isInteger(n) && (n as number) >= least;
const isBilingual = (note: unknown): boolean => typeof note === 'object' && note !== null && isText((note as Unchecked).zh) && isText((note as Unchecked).en);

/** Every member that a row may have: whether it is right, and what to write instead. */
const members: Record<string, { holds: (row: Unchecked) => boolean; instead: string; optional?: true }> = {
  id: { holds: ({ id }) => isText(id), instead: 'must be a text' },
  unit: { holds: ({ unit }) => units.includes(unit as string), instead: `must be one of ${units.join(', ')}` },
  n: { holds: (row) => isWhole(row.n, isElapsed(row) ? 1 : 0), instead: 'must be a whole number: at least 1 of hours and minutes, else 0 for the same day' },
  restDay: { holds: ({ restDay }) => restDay === 'next' || restDay === 'same', instead: 'must be next or same', optional: true },
  level: { holds: ({ level }) => levels.includes(level as string), instead: `must be one of ${levels.join(', ')}` },
  document: { holds: ({ document }) => isText(document), instead: 'must be a text', optional: true },
  article: { holds: ({ article }) => isText(article), instead: 'must be a text', optional: true },
  validFrom: { holds: ({ validFrom }) => isLegalDate(validFrom), instead: 'must be a date, YYYY-MM-DD' },
  validTo: { holds: ({ validFrom, validTo }) => isLegalDate(validTo) && validTo >= (validFrom as string), instead: 'must be a date, YYYY-MM-DD, not before validFrom', optional: true },
  region: { holds: ({ region }) => typeof region === 'string' && /^\d{2}(?:\d{2}){0,2}$/.test(region), instead: 'must be the first 2, 4 or 6 digits of a GB/T 2260 code, such as 14 for Shanxi', optional: true },
  by: { holds: ({ by }) => isText(by), instead: 'must say who decided it' },
  why: { holds: ({ why }) => isText(why), instead: 'must say for what reason' },
  decided: { holds: ({ decided, validFrom }) => isLegalDate(decided) && decided < (validFrom as string), instead: 'must be a date before validFrom: no row changes what has begun' },
  note: { holds: ({ note }) => isBilingual(note), instead: 'must be {zh, en}', optional: true },
};

/** What each level must name, so that its limit can be looked up. */
const sources: Record<string, readonly string[]> = { law: ['document', 'article'], opinion: ['document'] };

/** What is wrong with one further row by itself; it comes from a file or from the directory. Says what to write instead. */
export function changeFaults(value: unknown, base: ReadonlyMap<string, RuleRow>): string[] {
  if (typeof value !== 'object' || value === null) return ['is no object'];
  const row = value as Unchecked;
  const declared = base.get(row.id as string);
  if (!declared) return [`there is no rule ${String(row.id)}; an id is <type>.<obligation>, with .<urgency> or .<milestone> where the contract has one of its own`];
  if (!isLimitRow(declared)) return ['the request or the reply itself sets this end: there is no limit to change'];
  const missing = (sources[row.level as string] ?? []).filter((name) => row[name] === undefined);
  return [
    ...Object.keys(row).filter((name) => !Object.hasOwn(members, name)).map((name) => `has no member ${name}`),
    ...Object.entries(members).filter(([name, { holds, optional }]) => !(optional && row[name] === undefined) && !holds(row)).map(([name, { instead }]) => `${name} ${instead}`),
    ...missing.length > 0 ? [`level ${String(row.level)} needs ${missing.join(' and ')}`] : [],
  ];
}
