import { readdirSync, readFileSync } from 'node:fs';

/** Process ids below `root` of services of these names. */
function find(root: number, names: readonly string[]): number[] {
  const processes = readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap((name) => {
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      return [{ pid: Number(name), parent: Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]), command: readFileSync(`/proc/${name}/cmdline`, 'utf8') }];
    } catch {
      return [];
    }
  });
  const parents = new Map(processes.map(({ pid, parent }) => [pid, parent]));
  const isBelow = (pid: number | undefined): boolean => pid !== undefined && (pid === root || isBelow(parents.get(pid)));
  return processes.filter(({ pid, command }) => names.some((name) => command.includes(`/apps/${name}/src/main.js`)) && isBelow(pid)).map(({ pid }) => pid);
}

/** Stops these services of the instance as they stand (SIGSTOP) while `work` runs, so that they take no part of the machine. */
export async function whilePaused<T>(root: number, names: readonly string[], work: () => Promise<T>): Promise<T> {
  const pids = find(root, names);
  for (const pid of pids) process.kill(pid, 'SIGSTOP');
  try {
    return await work();
  } finally {
    for (const pid of pids) process.kill(pid, 'SIGCONT');
  }
}
