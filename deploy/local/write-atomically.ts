import { renameSync, writeFileSync } from 'node:fs';

/** Writes a file so that readers see the old or the new content, never half of it. Mode 0600 unless told otherwise. */
export function writeAtomically(file: string, content: string, mode = 0o600): void {
  const incoming = `${file}.${process.pid}.incoming`;
  writeFileSync(incoming, content, { mode });
  renameSync(incoming, file);
}

export function writeJson(file: string, value: unknown, mode?: number): void {
  writeAtomically(file, `${JSON.stringify(value, null, 2)}\n`, mode);
}
