import { readdirSync, readFileSync } from 'node:fs';

/** Clock ticks per second of /proc: 100 on every Linux that Node runs on. */
const ticksPerSecond = 100;

interface Process { pid: number; parent: number; cpuMs: number; command: string }

function readProcess(pid: number): Process[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ').map(Number);
    // User and system time, and that of children that have ended: a server's connections come and go.
    const ticks = fields[11]! + fields[12]! + fields[13]! + fields[14]!;
    return [{ pid, parent: fields[1]!, cpuMs: (ticks * 1000) / ticksPerSecond, command: readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ') }];
  } catch {
    return []; // it ended meanwhile
  }
}

/** `dist/apps/court/src/main.js` → court. */
const serviceIn = /\/(?:apps|deploy\/local)\/([a-z-]+)\/(?:src\/)?main\.js/;

function nameOf({ pid, command }: Process, root: number): string {
  if (pid === root) return 'driver';
  if (command.includes('kafka.Kafka')) return 'kafka';
  if (command.includes('postgres')) return 'postgres';
  return serviceIn.exec(command)?.[1] ?? 'launcher';
}

/** CPU time so far of a process (`driver`) and everything below it, ms by what each of them is: services, Kafka and PostgreSQL alike. */
export function cpuTimeByProcess(root: number): Map<string, number> {
  const all = readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap((name) => readProcess(Number(name)));
  const below = new Set([root]);
  for (let grown = true; grown;) {
    const before = below.size;
    for (const { pid, parent } of all) if (below.has(parent)) below.add(pid);
    grown = below.size > before;
  }
  const times = new Map<string, number>();
  for (const one of all) if (below.has(one.pid)) times.set(nameOf(one, root), (times.get(nameOf(one, root)) ?? 0) + one.cpuMs);
  return times;
}

const sum = (times: ReadonlyMap<string, number>): number => [...times.values()].reduce((total, ms) => total + ms, 0);

/** What the whole machine has done, ms over all cores; `stolen` by its host. */
function machineTime(): { busy: number; stolen: number; all: number } {
  const [user, nice, system, idle, wait, irq, softIrq, stolen] = readFileSync('/proc/stat', 'utf8').split('\n')[0]!.trim().split(/\s+/).slice(1).map((ticks) => (Number(ticks) * 1000) / ticksPerSecond) as [number, number, number, number, number, number, number, number];
  const busy = user + nice + system + irq + softIrq;
  return { busy, stolen, all: busy + idle + wait + stolen };
}

/** What was used between two moments. */
export interface CpuUse {
  /** ms of this bench and everything that it started. */
  ms: number;
  byProcess: Record<string, number>;
  /** Of all the time of all cores: what other programs took, and the host of a virtual machine. Above a few per cent the figure beside it is of a busy machine. */
  othersShare: number;
  stolenShare: number;
}

/** Begins to count; the function returned tells what was used since. @param root process id of the bench */
export function countCpu(root = process.pid): () => CpuUse {
  const [before, machineBefore] = [cpuTimeByProcess(root), machineTime()];
  return () => {
    const [after, machine] = [cpuTimeByProcess(root), machineTime()];
    const ms = sum(after) - sum(before);
    const all = machine.all - machineBefore.all;
    return {
      ms, byProcess: Object.fromEntries([...after].map(([name, time]) => [name, time - (before.get(name) ?? 0)])),
      othersShare: Math.max(0, machine.busy - machineBefore.busy - ms) / all, stolenShare: (machine.stolen - machineBefore.stolen) / all,
    };
  };
}
