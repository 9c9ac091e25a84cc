/** True when everything that is expected is there; lists as long as expected. */
export function holds(actual: unknown, expected: unknown): boolean {
  if (Array.isArray(expected)) return Array.isArray(actual) && actual.length === expected.length && expected.every((one, index) => holds(actual[index], one));
  if (typeof expected === 'object' && expected !== null) return typeof actual === 'object' && actual !== null && Object.entries(expected).every(([key, one]) => holds((actual as Record<string, unknown>)[key], one));
  return actual === expected;
}
