import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

/** Root of this project. */
export const PROJECT = resolve(__dirname, '..', '..');

/** A small project in a temporary folder, in which rules can be broken on purpose. */
export class TemporaryTree {
  readonly root = realpathSync(mkdtempSync(join(tmpdir(), 'lianzhi-tree-')));

  /** @param files content by path from the root */
  constructor(files: Readonly<Record<string, string>>) {
    for (const [file, content] of Object.entries(files)) {
      mkdirSync(dirname(join(this.root, file)), { recursive: true });
      writeFileSync(join(this.root, file), content);
    }
  }

  remove(): void { rmSync(this.root, { recursive: true, force: true }); }
}
