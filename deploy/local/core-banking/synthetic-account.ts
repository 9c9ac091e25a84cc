import { createHash } from 'node:crypto';
import type { AccountRecord } from './ledger-entry';

/** Persons and companies registered in region 149999, which does not exist: `149999…` and `91149999…`. */
const syntheticHolder = /^149999\d{11}[\dX]$|^[0-9A-Z]{2}149999[0-9A-Z]{10}$/;

/** For load tests: every such holder has one account at every branch, always the same, with 10,000.00 to 1,010,000.00 yuan. */
export function syntheticAccount(bank: string, holder: string): AccountRecord | undefined {
  if (!syntheticHolder.test(holder)) return undefined;
  const digest = createHash('sha256').update(`${bank}/${holder}`).digest();
  const digits = digest.readBigUInt64BE(0).toString().padStart(20, '0').slice(-14);
  const fen = 1_000_000 + (digest.readUInt32BE(8) % 100_000_000);
  return { bank, holder, number: `62170${digits}`, balance: `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}` };
}
