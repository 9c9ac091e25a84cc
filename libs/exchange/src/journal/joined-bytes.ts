/**
 * Byte strings of many rows as one parameter, with the place (from 1, as `substring` counts) and length of each. An array of `bytea` travels as
 * text: twice as long, written and read digit by digit at both ends; a single value travels as it is.
 */
export function joinedBytes(rows: readonly Buffer[]): { bytes: Buffer; from: number[]; length: number[] } {
  let at = 1;
  const from = rows.map(({ length }) => (at += length) - length);
  return { bytes: Buffer.concat(rows), from, length: rows.map(({ length }) => length) };
}
