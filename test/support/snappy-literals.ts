/** Raw snappy of literals only: the length as a varint, then pieces of at most 2^16 bytes behind a tag of three bytes. Enough to send some without a codec. */
export function snappyLiterals(data: Buffer): Buffer {
  const length: number[] = [];
  for (let rest = data.length; ; rest >>>= 7) {
    length.push(rest > 127 ? (rest & 127) | 128 : rest);
    if (rest < 128) break;
  }
  const parts: Buffer[] = [Buffer.from(length)];
  for (let start = 0; start < data.length; start += 65_536) {
    const piece = data.subarray(start, start + 65_536);
    parts.push(Buffer.from([61 << 2, (piece.length - 1) & 255, (piece.length - 1) >> 8]), piece);
  }
  return Buffer.concat(parts);
}
