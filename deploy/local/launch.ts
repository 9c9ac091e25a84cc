import { join, resolve } from 'node:path';
import { LaunchFailure } from './launch-failure';
import { LaunchProgress } from './launch-progress';
import { Launcher } from './launcher';
import { readLocalSettings } from './local-settings';

/** Ctrl-C under npm arrives twice (from the terminal and from npm): a repetition this soon is not a second wish. */
const SAME_WISH_MS = 1500;

/**
 * `npm start`. The first SIGINT, SIGTERM or SIGHUP stops everything, a second one ends it at once.
 * @param begun when the launch began, ms since the epoch
 */
export async function launch(root: string, env: NodeJS.ProcessEnv, begun: number): Promise<void> {
  process.stdout.on('error', () => undefined);
  let launcher: Launcher | undefined;
  let stoppedAt: number | undefined;
  const onSignal = () => {
    if (stoppedAt === undefined) {
      stoppedAt = Date.now();
      process.stdout.write('\n正在停止 stopping …\n');
      void Promise.resolve(launcher?.stop()).finally(() => process.exit(0));
    } else if (Date.now() - stoppedAt > SAME_WISH_MS) {
      launcher?.kill();
      process.exit(1);
    }
  };
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, onSignal);
  try {
    launcher = new Launcher(readLocalSettings(root, env), resolve(join(__dirname, '..', '..')), new LaunchProgress(begun));
    await launcher.start();
  } catch (error) {
    // What fails because it is being stopped is no failure.
    if (stoppedAt !== undefined) return;
    stoppedAt = Date.now();
    await launcher?.stop();
    process.stderr.write(`${failureText(error)}\n`);
    process.exit(1);
  }
}

function failureText(error: unknown): string {
  if (error instanceof LaunchFailure) return `\n${error.zh}\n${error.en}`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
