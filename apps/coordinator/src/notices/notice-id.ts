import { hash as digestOf } from 'node:crypto';

/**
 * A UUIDv7 made from what the notice is: the same notice always has the same id, so a coordinator that was restored from a
 * backup and calls again repeats no message at any desk. @param atMs instant of what is told, for the time part
 */
export function noticeId(atMs: number, ...what: readonly (string | number)[]): string {
  const hash = digestOf('sha256', JSON.stringify(what), 'buffer');
  const time = Math.max(0, Math.trunc(atMs)).toString(16).padStart(12, '0').slice(-12);
  const variant = ((hash[2]! & 0x3f) | 0x80).toString(16);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hash.toString('hex', 0, 2).slice(1)}-${variant}${hash.toString('hex', 3, 4)}-${hash.toString('hex', 4, 10)}`;
}
