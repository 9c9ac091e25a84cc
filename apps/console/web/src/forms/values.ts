import type { FormField, Widget } from './contract-entry';

export type Value = unknown;
export type Values = Record<string, Value>;

/** Whether somebody has written anything in it. */
export function isEmpty(value: Value): boolean {
  if (value === undefined || value === null || value === '') return true;
  if (Array.isArray(value)) return value.length === 0 || value.every(isEmpty);
  return typeof value === 'object' && Object.values(value).every(isEmpty);
}

/** Only what was filled in, as a body carries it. */
export function pruned(value: Value): Value {
  if (Array.isArray(value)) return value.filter((item) => !isEmpty(item)).map(pruned);
  if (typeof value === 'string') return value.trim();
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).filter(([, one]) => !isEmpty(one)).map(([name, one]) => [name, pruned(one)]));
}

export interface Fault { pointer: string; detail: string }

/** What is missing: fields that are required by the contract or, among `needed`, by the outcome. The service checks everything else. */
export function missingIn(fields: readonly FormField[], values: Values, base: string, needed: ReadonlySet<string>, words: string): Fault[] {
  return fields.flatMap((field): Fault[] => {
    const value = values[field.name];
    const pointer = `${base}/${field.name}`;
    if (isEmpty(value)) return field.required || needed.has(field.name) ? [{ pointer, detail: words }] : [];
    return missingInside(field.widget, value, pointer, words);
  });
}

const none: ReadonlySet<string> = new Set();

function missingInside({ name, fields, variants, by }: Widget, value: Value, pointer: string, words: string): Fault[] {
  if (name === 'group' && fields) return missingIn(fields, value as Values, pointer, none, words);
  if (name === 'list' && fields) return (value as Values[]).flatMap((item, index) => (isEmpty(item) ? [] : missingIn(fields, item, `${pointer}/${index}`, none, words)));
  const variant = name === 'variants' && by !== undefined ? variants?.[String((value as Values)[by])] : undefined;
  return variant ? missingIn(variant, value as Values, pointer, none, words) : [];
}
