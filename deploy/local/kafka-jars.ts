import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** The mark of a complete folder; it holds the pom that the jars were taken from, so another version is fetched anew. */
const COMPLETE = '.complete';

/**
 * Lays the broker's jars (54 MB) in `folder` with Maven, from the pom in deploy/kafka. When they are there already
 * nothing is run and no network is needed. A fetch that was interrupted leaves no half-filled folder behind.
 */
export async function prepareKafkaJars(pomFile: string, folder: string, env: NodeJS.ProcessEnv, signal?: AbortSignal): Promise<void> {
  const pom = readFileSync(pomFile, 'utf8');
  const mark = join(folder, COMPLETE);
  if (existsSync(mark) && readFileSync(mark, 'utf8') === pom) return;
  const incoming = `${folder}.incoming`;
  rmSync(incoming, { recursive: true, force: true });
  mkdirSync(incoming, { recursive: true });
  await promisify(execFile)('mvn', ['-B', '-q', '-f', pomFile, 'dependency:copy-dependencies', `-DoutputDirectory=${incoming}`, '-DincludeScope=runtime'],
    { env, signal, maxBuffer: 16 * 1024 * 1024 });
  writeFileSync(join(incoming, COMPLETE), pom);
  rmSync(folder, { recursive: true, force: true });
  renameSync(incoming, folder);
}
