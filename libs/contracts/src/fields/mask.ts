import type { Fields } from './field-set';
import { isPlainObject } from './plain-object';

/** Keeps the first and last four characters of a long number, nothing of anything shorter: `1401**********1234`. */
export const maskText = (text: string): string => text.length >= 12 ? `${text.slice(0, 4)}${'*'.repeat(text.length - 8)}${text.slice(-4)}` : '***';

const maskAny = (value: unknown): unknown => {
  if (typeof value === 'string') return /^[0-9A-Z-]+$/.test(value) ? maskText(value) : '***';
  return Array.isArray(value) ? value.map(maskAny) : '***';
};

/** A copy with sensitive fields masked. What no field names is left out: nobody knows what it holds. */
export const masked = (fields: Fields, value: unknown): Record<string, unknown> => {
  if (!isPlainObject(value)) return {};
  return Object.fromEntries(Object.entries(fields).filter(([name]) => value[name] !== undefined).map(([name, field]) => {
    const inside = value[name];
    if (field.sensitive) return [name, maskAny(inside)];
    if (!field.nested) return [name, inside];
    const item = (one: unknown) => { const nested = field.nested!(one); return nested ? masked(nested.fields, one) : '***'; };
    return [name, Array.isArray(inside) ? inside.map(item) : item(inside)];
  }));
};
