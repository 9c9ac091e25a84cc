import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { endOrphans } from './child-register';
import { homePaths } from './home-paths';
import { LaunchFailure } from './launch-failure';
import { runningLauncher } from './launch-lock';

const ORPHAN_GRACE_MS = 5000;

/** What a data folder of ours holds; a folder with anything else is not removed, LIANZHI_HOME may be a slip of the hand. */
const OURS = /^(config\.json|keys|directory\.jsonl(\.state)?|identity\.json|discovery\.json|clock|postgres|kafka|kafka-jars(\.incoming)?|logs|launcher\.json|children\.json|samples.*|played.*|.*\.incoming)$/;

/** Removes the data folder; nothing there is fine. @throws LaunchFailure while the system runs, or if the folder is not ours */
export async function reset(home: string): Promise<boolean> {
  if (!existsSync(home)) return false;
  const paths = homePaths(home);
  const pid = runningLauncher(paths.launcher);
  if (pid !== undefined) throw new LaunchFailure(`联执正在运行（进程 ${pid}），请先按 Ctrl-C 停止它，再清除数据。`, `Lianzhi is running (process ${pid}): stop it with Ctrl-C before removing its data.`);
  const strange = readdirSync(home).find((name) => !OURS.test(name));
  if (strange) throw new LaunchFailure(`${join(home, strange)} 不是联执的数据，请自行移走后再清除。`, `${join(home, strange)} is not Lianzhi's: move it away before removing the data.`);
  await endOrphans(paths.children, ORPHAN_GRACE_MS);
  rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  return true;
}
