import type { DataCipher } from '@lianzhi/platform';

/** A text that is equal for equal JSON values, whatever the order of their members. */
export function sortedJson(value: unknown): string {
  return JSON.stringify(value, (_name, inside: unknown) => {
    if (typeof inside !== 'object' || inside === null || Array.isArray(inside)) return inside;
    return Object.fromEntries(Object.entries(inside).sort(([a], [b]) => (a < b ? -1 : 1)));
  }) ?? '';
}

/** Keyed, because a body holds ID numbers, which could be guessed back from a plain digest. */
export const bodyHash = (cipher: DataCipher, body: unknown): Buffer => cipher.keyedHash(sortedJson(body));
