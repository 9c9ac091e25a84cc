import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EntryFile } from '../simulator/entry-file';
import { AccountBook } from './account-book';
import { Ledger } from './ledger';
import type { LedgerEntry } from './ledger-entry';
import { readAccountList } from './setting-routes';

/** The seed accounts with everything on top that the file remembers. @param path left out: nothing outlives the process @param now business time, ms */
export function openLedger(path: string | undefined, now: () => number): Ledger {
  const book = new AccountBook();
  book.apply({ do: 'accounts', replace: false, accounts: readAccountList(JSON.parse(readFileSync(join(__dirname, 'accounts.json'), 'utf8'))).accounts });
  if (path === undefined) return new Ledger(book, () => undefined, now);
  const { file, entries } = EntryFile.open<LedgerEntry>(path);
  for (const entry of entries) book.apply(entry);
  return new Ledger(book, (entry) => file.append(entry), now);
}
