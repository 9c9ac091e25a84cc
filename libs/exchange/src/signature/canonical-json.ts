const deepest = 64;
/** With the u flag, halves of a pair do not match. */
const loneSurrogate = /\p{Surrogate}/u;

/**
 * The form of a JSON value that RFC 8785 (JSON Canonicalization Scheme) prescribes: members sorted by UTF-16 code units, no
 * blanks, strings and numbers written as ECMAScript writes them. Members that are `undefined` are left out, as
 * `JSON.stringify` does. Throws `NotCanonical` for what has no such form: lone surrogates, infinite numbers, functions,
 * nesting deeper than 64 (which no message needs, and which would exhaust the stack).
 */
export function canonicalJson(value: unknown): string {
  return write(value, 0);
}

export class NotCanonical extends Error {}

function write(value: unknown, depth: number): string {
  if (depth > deepest) throw new NotCanonical(`nested deeper than ${deepest}`);
  if (typeof value === 'string') return writeString(value);
  if (typeof value === 'number') return writeNumber(value);
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value !== 'object') throw new NotCanonical(`a ${typeof value} has no JSON form`);
  return Array.isArray(value)
    ? `[${value.map((item) => write(item, depth + 1)).join(',')}]`
    : writeObject(value as Record<string, unknown>, depth);
}

function writeObject(value: Record<string, unknown>, depth: number): string {
  let text = '';
  // The default order of sort() is by UTF-16 code units, which is what RFC 8785 §3.2.3 asks for.
  for (const key of Object.keys(value).sort()) {
    const member = value[key];
    if (member === undefined) continue;
    text += `${text === '' ? '' : ','}${writeString(key)}:${write(member, depth + 1)}`;
  }
  return `{${text}}`;
}

function writeString(value: string): string {
  const written = JSON.stringify(value);
  // JSON writes a lone surrogate as \udxxx; so may a text that speaks of one, hence the second, slower look.
  if (written.includes('\\ud') && loneSurrogate.test(value)) throw new NotCanonical('a string with a lone surrogate has no UTF-8 form');
  return written;
}

function writeNumber(value: number): string {
  if (!Number.isFinite(value)) throw new NotCanonical(`${value} has no JSON form`);
  return JSON.stringify(value);
}
