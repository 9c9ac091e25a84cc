import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Paths under `folder` that are missing, differ, or that nothing generates any more. @param shared the folder holds files that others write, which are left alone */
export function staleFiles(folder: string, files: ReadonlyMap<string, string>, shared = false): string[] {
  const differing = [...files].filter(([path, content]) => !existsSync(join(folder, path)) || readFileSync(join(folder, path), 'utf8') !== content).map(([path]) => path);
  const present = existsSync(folder) && !shared ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : [];
  return [...differing, ...present.filter((path) => path.endsWith('.json') && !files.has(path))];
}
