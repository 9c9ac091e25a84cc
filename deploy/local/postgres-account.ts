import { execFileSync } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync, statSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';

/** How to run a PostgreSQL program: PostgreSQL refuses to run as root, so root runs it as an account without rights. */
export interface PostgresAccount {
  uid?: number;
  gid?: number;
  /** Words to put before the command. */
  wrap: readonly string[];
}

/** Accounts to lend, best first; `initdb` wants one that has a name. */
const ACCOUNTS = ['postgres', 'nobody'];

/**
 * The account for PostgreSQL. An ordinary user runs it as themselves. For root it is `postgres` or `nobody`; where that account
 * cannot pass a folder on the way (a checkout below /root), `setpriv` lends it the right to pass, and only that process.
 */
export function postgresAccount(paths: readonly string[], searchPath: string): PostgresAccount {
  if (process.getuid?.() !== 0) return { wrap: [] };
  const { uid, gid } = findAccount();
  if (paths.every(everybodyMayPass)) return { uid, gid, wrap: [] };
  const setpriv = searchPath.split(delimiter).map((folder) => join(folder, 'setpriv')).find(isExecutable);
  if (setpriv && setprivWorks(setpriv, uid, gid)) return { wrap: [setpriv, ...setprivArguments(uid, gid)] };
  throw new Error(`PostgreSQL runs as another account than root, and that account cannot reach ${paths.find((path) => !everybodyMayPass(path))}`);
}

/** The user and group that the data folder must belong to, or undefined where PostgreSQL runs as ourselves. */
export function postgresOwner(): { uid: number; gid: number } | undefined {
  return process.getuid?.() === 0 ? findAccount() : undefined;
}

function setprivArguments(uid: number, gid: number): string[] {
  return ['--reuid', String(uid), '--regid', String(gid), '--clear-groups', '--inh-caps', '+dac_override', '--ambient-caps', '+dac_override', '--'];
}

function setprivWorks(setpriv: string, uid: number, gid: number): boolean {
  try {
    execFileSync(setpriv, [...setprivArguments(uid, gid), 'true'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

function findAccount(): { uid: number; gid: number } {
  const rows = readFileSync('/etc/passwd', 'utf8').split('\n').map((line) => line.split(':'));
  const row = ACCOUNTS.map((name) => rows.find(([account]) => account === name)).find((found) => found !== undefined);
  return { uid: Number(row?.[2] ?? 65534), gid: Number(row?.[3] ?? 65534) };
}

function everybodyMayPass(path: string): boolean {
  for (let folder = path; ; folder = dirname(folder)) {
    if (existsSync(folder) && folder !== path && (statSync(folder).mode & 0o001) === 0) return false;
    if (folder === dirname(folder)) break;
  }
  // A program must be readable too (a checkout made under umask 077 is not).
  return !existsSync(path) || statSync(path).isDirectory() || (statSync(path).mode & 0o005) === 0o005;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
