import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { operatorKeysFile } from './home-paths';
import { LaunchFailure } from './launch-failure';
import type { LocalInstallation } from './local-installation';
import type { TrustFilesOptions } from './trust-files';
import { writeAtomically } from './write-atomically';

/** Keys and signed directory, made anew only when organisations or operators differ from last time. @throws LaunchFailure naming the wrong line */
export async function prepareTrust({ settings, paths, operators }: LocalInstallation, dist: string, signal: AbortSignal): Promise<void> {
  const options: TrustFilesOptions = { home: settings.home, operators, organisationsFile: settings.organisationsFile };
  const state = `${paths.directory}.state`;
  const digest = createHash('sha256').update(JSON.stringify(operators)).update(readFileSync(settings.organisationsFile)).digest('hex');
  const files = [paths.directory, paths.rootPublicKey, ...operators.map(({ code }) => operatorKeysFile(paths, code))];
  if (files.every(existsSync) && existsSync(state) && readFileSync(state, 'utf8') === digest) return;
  const command = join(dist, 'deploy', 'local', 'trust-files-command.js');
  await promisify(execFile)(process.execPath, [command, JSON.stringify(options)], { env: settings.env, signal }).catch((error: { stderr?: string }) => {
    const reason = /^Error: (.*)/m.exec(error.stderr ?? '')?.[1] ?? error.stderr?.trim().split('\n')[0] ?? '';
    throw new LaunchFailure(`密钥与名录未能生成（${reason}），请检查单位名册 ${settings.organisationsFile}。`, `Keys and directory could not be made (${reason}): check the list of organisations ${settings.organisationsFile}.`);
  });
  writeAtomically(state, digest);
}
