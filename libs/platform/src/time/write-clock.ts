import { randomUUID } from 'node:crypto';
import { rmSync, renameSync, writeFileSync } from 'node:fs';

/**
 * Sets the business clock's file (local mode): business time stands at `now` until the next call; `null` gives real time back.
 * The file is replaced in one step, so no reader sees half of it.
 */
export function writeClock(path: string, now: string | null): void {
  if (now === null) return rmSync(path, { force: true });
  if (Number.isNaN(Date.parse(now))) throw new RangeError('the clock must be set to an RFC 3339 instant');
  const next = `${path}.${randomUUID()}`;
  writeFileSync(next, JSON.stringify({ now }));
  renameSync(next, path);
}
