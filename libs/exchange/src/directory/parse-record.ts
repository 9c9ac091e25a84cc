import { organisationStatuses, type DirectoryRecord } from './directory-record';

type Check = (value: unknown) => boolean;
type Shape = Record<string, Check>;

const text: Check = (value) => typeof value === 'string' && value !== '';
const instant: Check = (value) => typeof value === 'string' && !Number.isNaN(Date.parse(value));
const optional = (check: Check): Check => (value) => value === undefined || check(value);
const oneOf = (allowed: readonly unknown[]): Check => (value) => allowed.includes(value);
const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const versions: Check = (value) => Array.isArray(value) && value.length > 0 && value.every((version) => Number.isInteger(version));
const jwk: Check = (value) => isObject(value) && value.kty === 'EC' && text(value.crv) && text(value.x) && text(value.y) && value.d === undefined;
// A slash would make two records share a key, a dot or a bar two lanes or two derivations.
const code: Check = (value) => typeof value === 'string' && /^[A-Za-z0-9_-]+$/.test(value);
const payload: Shape = { id: text, payload: (value) => value !== undefined };

const shapes: Record<DirectoryRecord['kind'], Shape> = {
  operator: { code, agency: code, versions },
  key: { operator: code, kid: text, use: oneOf(['sig', 'enc']), alg: text, jwk, validFrom: instant, validTo: optional(instant), revokedAt: optional(instant) },
  organisation: {
    code, agency: code, operator: optional(code), region: text, parent: optional(code), name: text,
    validFrom: instant, validTo: optional(instant), status: oneOf(organisationStatuses), successor: optional(code),
  },
  calendar: payload,
  rules: payload,
};

/** The record, or undefined when its kind is unknown or a member is not as it must be; members it does not know are kept. */
export function parseRecord(value: unknown): DirectoryRecord | undefined {
  if (!isObject(value) || typeof value.kind !== 'string' || !Object.hasOwn(shapes, value.kind)) return undefined;
  const shape = shapes[value.kind as DirectoryRecord['kind']];
  const good = Object.entries(shape).every(([name, check]) => check(value[name]));
  return good ? (value as unknown as DirectoryRecord) : undefined;
}
