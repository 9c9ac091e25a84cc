import { execFile } from 'node:child_process';
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const MIB = 1024 * 1024;

/** A disk of a few MiB (tmpfs), which can be filled to the last byte. Needs the right to mount. */
export class SmallDisk {
  private constructor(readonly folder: string) {}

  /** @param owner of the folder, `uid:gid` */
  static async mount(folder: string, mebibytes: number, owner?: string): Promise<SmallDisk> {
    await run('mount', ['-t', 'tmpfs', '-o', `size=${mebibytes}m`, 'tmpfs', folder]);
    if (owner !== undefined) await run('chown', [owner, folder]);
    return new SmallDisk(folder);
  }

  private get filler(): string { return join(this.folder, 'fills-the-disk'); }

  /** Returns how much it took, MiB. */
  fill(): number {
    const file = openSync(this.filler, 'w');
    let written = 0;
    try {
      for (let piece = MIB; piece >= 512;) {
        try {
          written += writeSync(file, Buffer.alloc(piece));
        } catch {
          piece /= 2;
        }
      }
    } finally {
      closeSync(file);
    }
    return Math.round(written / MIB);
  }

  clear(): void { rmSync(this.filler, { force: true }); }

  async unmount(): Promise<void> { await run('umount', ['-l', this.folder]); }
}
