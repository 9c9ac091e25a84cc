import { randomSlice } from '../random/random-slice';

let lastMs = -1;
let counter = 0;

/**
 * A UUID version 7 (RFC 9562), ascending within this process: the 12 bits after the milliseconds count up (method 1 of §6.2),
 * and when they run over or the machine's clock steps back, the time part runs ahead of it.
 */
export function uuidv7(nowMs: number = Date.now()): string {
  const random = randomSlice(10);
  if (nowMs > lastMs) {
    lastMs = nowMs;
    counter = random.readUInt16BE(8) & 0x7ff; // starts in the lower half, so at least 2,048 ids fit in one millisecond
  } else if (++counter > 0xfff) {
    lastMs += 1;
    counter = 0;
  }
  const time = lastMs.toString(16).padStart(12, '0');
  const variant = ((random[0] & 0x3f) | 0x80).toString(16);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${counter.toString(16).padStart(3, '0')}-${variant}${random.toString('hex', 1, 2)}-${random.toString('hex', 2, 8)}`;
}

/** True for any RFC 9562 UUID of version 7, lower case. */
export function isUuidv7(text: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(text);
}
