import { createHash } from 'node:crypto';

/** The reference was used before, for something else. */
export class ReferenceReused extends Error {}

/** Digest of an order: the same reference with another order is refused. */
export const fingerprintOf = (order: object): string =>
  createHash('sha256').update(JSON.stringify(Object.entries(order).sort(([a], [b]) => (a < b ? -1 : 1)))).digest('base64url');

/** The system's own number of an operation. */
export const numberOf = (today: string, fingerprint: string): string => `${today.replaceAll('-', '')}${fingerprint.replace(/[^0-9A-Za-z]/g, '').slice(0, 10).toUpperCase()}`;
