import { BadDeclaration } from './bad-declaration';
import type { Catalogue } from './catalogue';
import type { RuleSource } from './obligation-rule';
import type { OutcomeKind, RequestContract } from './request-contract';
import { addMonths, shanghaiDate, startOfDay } from './shanghai-time';

/** How long what a request says is kept after it has ended 保存期限. */
export interface RetentionRule {
  keep: { n: number; unit: 'month' | 'year' };
  source: RuleSource;
}

const policy = (n: number): RetentionRule => ({ keep: { n, unit: 'year' }, source: { level: 'policy', note: { zh: '系统缺省，运行方可按本单位档案规定另设', en: 'a default; an operator sets its own by its rules of archives' } } });

/** Policy, no law: by kind of request. Queries say most about people and are needed least afterwards. */
export const defaultRetention: Readonly<Record<OutcomeKind, RetentionRule>> = { query: policy(3), search: policy(5), service: policy(5), control: policy(10), decision: policy(10) };

/** The lanes keep messages for a year: what is erased sooner would come back with a restore. */
export const shortestKeptMonths = 12;

/** What an operator sets besides: a row for a type wins over one for its kind. */
export interface RetentionRow extends RetentionRule { type?: string; kind?: OutcomeKind }

const monthsOf = ({ n, unit }: RetentionRule['keep']): number => (unit === 'year' ? 12 * n : n);

/**
 * Reads an operator's rows: `[{"type"|"kind": …, "keep": {"n": 10, "unit": "year"}, "document"?: …, "note"?: …}]`.
 * @throws BadDeclaration naming everything that is wrong
 */
export function parseRetention(value: unknown, catalogue: Pick<Catalogue, 'find'>): RetentionRow[] {
  if (!Array.isArray(value)) throw new BadDeclaration('retention', ['not a list of rows']);
  const faults: string[] = [];
  const rows = value.map((one: unknown, index): RetentionRow => {
    const { type, kind, keep, document, note } = (one ?? {}) as { type?: string; kind?: OutcomeKind; keep?: Partial<RetentionRule['keep']>; document?: string; note?: { zh: string; en: string } };
    const fault = (text: string): void => { faults.push(`row ${index + 1}: ${text}`); };
    if ((type === undefined) === (kind === undefined)) fault('exactly one of type and kind');
    if (type !== undefined && !catalogue.find(type)) fault(`there is no request type ${type}`);
    if (kind !== undefined && !Object.hasOwn(defaultRetention, kind)) fault(`there is no kind ${kind}`);
    const valid = Number.isSafeInteger(keep?.n) && (keep?.unit === 'month' || keep?.unit === 'year');
    if (!valid) fault('keep must be {n, unit: month or year}');
    else if (monthsOf(keep as RetentionRule['keep']) < shortestKeptMonths) fault(`kept shorter than ${shortestKeptMonths} months, for which the lanes keep the same messages`);
    return { ...(type !== undefined && { type }), ...(kind !== undefined && { kind }), keep: keep as RetentionRule['keep'], source: { level: 'policy', ...(document !== undefined && { document }), ...(note !== undefined && { note }) } };
  });
  if (faults.length > 0) throw new BadDeclaration('retention', faults);
  return rows;
}

export const retentionOf = ({ type, kind }: Pick<RequestContract, 'type' | 'kind'>, rows: readonly RetentionRow[] = []): RetentionRule =>
  rows.find((row) => row.type === type) ?? rows.find((row) => row.kind === kind) ?? defaultRetention[kind];

/** What ended before this instant (ms) need not be kept any more. */
export const keptSince = ({ keep }: RetentionRule, now: number): number => startOfDay(addMonths(shanghaiDate(now), -monthsOf(keep)));
