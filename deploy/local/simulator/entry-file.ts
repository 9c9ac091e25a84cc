import { closeSync, existsSync, mkdirSync, openSync, readFileSync, truncateSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** What a simulator has to remember, in a file, one JSON value a line, so that it outlives a restart. */
export class EntryFile<E> {
  private readonly descriptor: number;

  private constructor(path: string) {
    this.descriptor = openSync(path, 'a', 0o600);
  }

  /** Opens or makes the file. A line that was cut off by a kill was never answered: it is dropped. */
  static open<E>(path: string): { file: EntryFile<E>; entries: E[] } {
    mkdirSync(dirname(path), { recursive: true });
    const content = existsSync(path) ? readFileSync(path) : Buffer.alloc(0);
    const end = content.lastIndexOf('\n') + 1;
    if (end < content.length) truncateSync(path, end);
    const lines = content.toString('utf8', 0, end).split('\n').filter((line) => line !== '');
    return { file: new EntryFile<E>(path), entries: lines.map((line) => JSON.parse(line) as E) };
  }

  append(entry: E): void {
    writeSync(this.descriptor, `${JSON.stringify(entry)}\n`);
  }

  close(): void {
    closeSync(this.descriptor);
  }
}
