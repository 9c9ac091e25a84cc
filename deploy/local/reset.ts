import { existsSync, readdirSync, rmSync } from 'node:fs';
import { endOrphans } from './child-register';
import { homePaths } from './home-paths';
import { LaunchFailure } from './launch-failure';
import { runningLauncher } from './launch-lock';

const ORPHAN_GRACE_MS = 5000;

/** Removes the data folder; nothing there is fine. @throws LaunchFailure while the system runs, or if the folder is not ours */
export async function reset(home: string): Promise<boolean> {
  if (!existsSync(home)) return false;
  const paths = homePaths(home);
  const pid = runningLauncher(paths.launcher);
  if (pid !== undefined) throw new LaunchFailure(`联执正在运行（进程 ${pid}），请先按 Ctrl-C 停止它，再清除数据。`, `Lianzhi is running (process ${pid}): stop it with Ctrl-C before removing its data.`);
  // LIANZHI_HOME may be a slip of the hand: only a folder that a launch has made is removed.
  if (readdirSync(home).length > 0 && ![paths.config, paths.logs, paths.children].some(existsSync)) {
    throw new LaunchFailure(`${home} 不是联执的数据目录，请检查 LIANZHI_HOME。`, `${home} is not a data folder of Lianzhi: check LIANZHI_HOME.`);
  }
  await endOrphans(paths.children, ORPHAN_GRACE_MS);
  rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  return true;
}
