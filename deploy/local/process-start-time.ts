import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * When the process of this id was started, in a form that is only good for comparing (jiffies since boot, or the text of `ps`),
 * or undefined if there is no such process. A process id alone is no identity: ids are used again, and ending
 * a stranger's process because of an old pid file would be worse than leaving an orphan.
 */
export function processStartTime(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the command in brackets and may itself hold blanks and brackets; field 22 is the start time.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z') return undefined;
    return fields[19];
  } catch {
    return process.platform === 'linux' ? undefined : startTimeFromPs(pid);
  }
}

function startTimeFromPs(pid: number): string | undefined {
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || undefined;
  } catch {
    return undefined;
  }
}
