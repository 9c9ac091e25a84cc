const harmless = [
  /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/, // ids
  /^[0-9a-f]{64}$/, // SHA-256
  /^\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:\d{2}))?$/, // dates and instants
  /^[a-z]+([-_/.:][a-z0-9]+)*$/, // words of the catalogue
];
/** Whatever stands there was written by a person or names one. */
const personal = /name|alias|address|phone|contact|account|number|plate|note|reason|question|text|card/i;
const longest = 12;

/**
 * The same structure with every text masked but ids, hashes, times and words of the catalogue: enough to see what is wrong with a message,
 * not whom it is about.
 */
export function maskValues(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) return value.map((one) => maskValues(one, key));
  if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([name, inside]) => [name, maskValues(inside, name)]));
  if (typeof value === 'number') return Math.abs(value) < 1_000_000 ? value : '***';
  if (typeof value !== 'string' || (!personal.test(key) && harmless.some((form) => form.test(value)))) return value;
  return '*'.repeat(Math.min(longest, value.length));
}

/** The beginning of what is no JSON: only its shape. */
export const maskHead = (value: Buffer): string => value.subarray(0, 400).toString('utf8').replace(/[^\x20-\x7e\n]|\d/g, '*');
