import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { LaunchFailure } from './launch-failure';
import { processStartTime } from './process-start-time';

interface Holder { pid: number; startTime?: string }

/** The process that launched from this data folder and still runs, or undefined. A file left by a killed launcher does not count. */
export function runningLauncher(file: string): number | undefined {
  if (!existsSync(file)) return undefined;
  try {
    const { pid, startTime } = JSON.parse(readFileSync(file, 'utf8')) as Holder;
    return startTime !== undefined && processStartTime(pid) === startTime ? pid : undefined;
  } catch {
    return undefined;
  }
}

/** Takes the data folder for this process. @throws LaunchFailure if another launcher runs from it */
export function takeLaunchLock(file: string): void {
  const other = runningLauncher(file);
  if (other !== undefined && other !== process.pid) throw alreadyRunning(other);
  rmSync(file, { force: true });
  try {
    writeFileSync(file, JSON.stringify({ pid: process.pid, startTime: processStartTime(process.pid) } satisfies Holder), { mode: 0o600, flag: 'wx' });
  } catch {
    throw alreadyRunning(runningLauncher(file) ?? 0);
  }
}

function alreadyRunning(pid: number): LaunchFailure {
  return new LaunchFailure(`联执已在运行（进程 ${pid}），请先按 Ctrl-C 停止它，或用 LIANZHI_HOME 另指一个目录。`, `Lianzhi is running already (process ${pid}): stop it with Ctrl-C first, or name another folder with LIANZHI_HOME.`);
}
