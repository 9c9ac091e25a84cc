import { closeSync, existsSync, mkdirSync, openSync, readFileSync, truncateSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import type { LedgerEntry } from './ledger-entry';

/** Ledger entries in a file, one JSON value a line, so that freezes outlive a restart. */
export class LedgerFile {
  private readonly descriptor: number;

  private constructor(path: string) {
    this.descriptor = openSync(path, 'a', 0o600);
  }

  /** Opens or makes the file. A line that was cut off by a kill was never answered: it is dropped. */
  static open(path: string): { file: LedgerFile; entries: LedgerEntry[] } {
    mkdirSync(dirname(path), { recursive: true });
    const content = existsSync(path) ? readFileSync(path) : Buffer.alloc(0);
    const end = content.lastIndexOf('\n') + 1;
    if (end < content.length) truncateSync(path, end);
    const lines = content.toString('utf8', 0, end).split('\n').filter((line) => line !== '');
    return { file: new LedgerFile(path), entries: lines.map((line) => JSON.parse(line) as LedgerEntry) };
  }

  append(entry: LedgerEntry): void {
    writeSync(this.descriptor, `${JSON.stringify(entry)}\n`);
  }

  close(): void {
    closeSync(this.descriptor);
  }
}
