import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { NODE_FLAGS } from '../../../deploy/local/node-flags';
import type { ProcessRecord } from './system-state';

const above = resolve(__dirname, '..', '..', '..');
/** The sources; this file also runs from dist. */
export const ROOT = basename(above) === 'dist' ? dirname(above) : above;

/** Starts the process; it outlives this one, since the next spec may run in another. */
export function startProcess(record: Omit<ProcessRecord, 'pid'>): ProcessRecord {
  const log = openSync(record.logFile, 'a');
  try {
    const child = spawn(process.execPath, [...NODE_FLAGS, '--enable-source-maps', join(ROOT, 'dist', record.entry)], { env: record.env, stdio: ['ignore', log, log], detached: true });
    child.unref();
    return { ...record, pid: child.pid! };
  } finally {
    closeSync(log);
  }
}

/** @throws Error naming the log when the process ends or does not get ready in time */
export async function processReady({ service, replica, port, pid, logFile }: ProcessRecord, timeoutMs = 90_000): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const path = service === 'identity' ? '/jwks' : '/health/ready';
    const status = await fetch(`http://127.0.0.1:${port}${path}`).then((answer) => answer.status, () => 0);
    if (status === 200 || (service === 'identity' && status > 0)) return;
    if (!isRunning(pid)) throw new Error(`${service} (replica ${replica}) ended before it was ready: see ${logFile}`);
    if (performance.now() > deadline) throw new Error(`${service} (replica ${replica}) was not ready within ${timeoutMs} ms: see ${logFile}`);
    await sleep(100);
  }
}

/** Asks the process to stop and resolves when it is gone; by force after `graceMs`. */
export async function stopProcess(pid: number, graceMs = 8_000): Promise<void> {
  signal(pid, 'SIGCONT');
  signal(pid, 'SIGTERM');
  const deadline = performance.now() + graceMs;
  while (isRunning(pid)) {
    if (performance.now() > deadline) signal(pid, 'SIGKILL');
    await sleep(50);
  }
}

export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It has ended.
  }
}

/** A child that has ended but was not yet waited for counts as ended. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}
