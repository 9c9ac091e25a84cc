const UNITS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/** `3h`, `50m`, `12d` in ms. @throws RangeError */
export function durationMs(text: string): number {
  const [, n, unit] = /^(\d+)([smhdw])$/.exec(text) ?? [];
  if (n === undefined || unit === undefined) throw new RangeError(`not a duration such as 3h or 12d: ${text}`);
  return Number(n) * UNITS[unit]!;
}
