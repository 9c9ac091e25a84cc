import { readdirSync, readFileSync } from 'node:fs';

/** Clock ticks per second of /proc: 100 on every Linux that Node runs on. */
const ticksPerSecond = 100;

interface Process { pid: number; parent: number; cpuMs: number; group: number }

function readProcess(pid: number): Process[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return [{ pid, parent: Number(fields[1]), group: Number(fields[3]), cpuMs: ((Number(fields[11]) + Number(fields[12])) * 1000) / ticksPerSecond }];
  } catch {
    return []; // it ended meanwhile
  }
}

/** CPU time of a process and everything below it so far, ms: services, Kafka and PostgreSQL alike. */
export function cpuTimeOfTree(root: number): number {
  const all = readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap((name) => readProcess(Number(name)));
  const below = new Set([root]);
  for (let grown = true; grown;) {
    const before = below.size;
    for (const { pid, parent } of all) if (below.has(parent)) below.add(pid);
    grown = below.size > before;
  }
  return all.filter(({ pid }) => below.has(pid)).reduce((sum, { cpuMs }) => sum + cpuMs, 0);
}
