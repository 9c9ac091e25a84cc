import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { LaunchFailure } from './launch-failure';

/** What is left free at the least: a first start lays 54 MB of jars and about 150 MB of data, and both servers stop on a full disk. */
const FREE_BYTES = 512 * 1024 * 1024;

/** @throws LaunchFailure if the folder cannot be made or written, or its disk is nearly full */
export function checkFolder(home: string): void {
  try {
    mkdirSync(home, { recursive: true, mode: 0o711 });
    const trial = join(home, `.trial-${process.pid}`);
    writeFileSync(trial, 'x');
    rmSync(trial);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') throw diskFull(home);
    throw new LaunchFailure(`数据目录 ${home} 无法写入，请改正其权限，或用 LIANZHI_HOME 另指一个目录。`, `The data folder ${home} cannot be written: correct its permissions or name another with LIANZHI_HOME.`);
  }
  const { bavail, bsize } = statfsSync(home);
  if (bavail * bsize < FREE_BYTES) throw diskFull(home);
}

function diskFull(home: string): LaunchFailure {
  return new LaunchFailure(`${home} 所在磁盘空间不足 512 MB，请清理，或用 LIANZHI_HOME 另指一个目录。`, `The disk of ${home} has less than 512 MB left: make room or name another folder with LIANZHI_HOME.`);
}

/** @throws LaunchFailure unless Java 17 or later is on the search path */
export async function checkJava(env: NodeJS.ProcessEnv): Promise<void> {
  const remedy = '，或用 KAFKA_BROKERS 指明已有的 Kafka。';
  const orElse = ' or later, or name a Kafka of your own with KAFKA_BROKERS.';
  const output = await promisify(execFile)('java', ['-version'], { env }).then(({ stdout, stderr }) => stdout + stderr, () => undefined);
  if (output === undefined) throw new LaunchFailure(`没有找到 Java，请安装 Java 17 或更高版本${remedy}`, `Java was not found: install Java 17${orElse}`);
  const version = javaVersion(output);
  if (version !== undefined && version < 17) throw new LaunchFailure(`Java 版本为 ${version}，请安装 Java 17 或更高版本${remedy}`, `Java is version ${version}: install Java 17${orElse}`);
}

/** The feature version in the output of `java -version`: 17 of `"17.0.15"`, 8 of `"1.8.0_402"`. */
export function javaVersion(output: string): number | undefined {
  const match = /version "(?:1\.)?(\d+)/.exec(output);
  return match ? Number(match[1]) : undefined;
}

/** Maven is needed only to fetch the broker's jars. @throws LaunchFailure if it is missing */
export async function checkMaven(jars: string, env: NodeJS.ProcessEnv): Promise<void> {
  if (existsSync(join(jars, '.complete'))) return;
  const found = await promisify(execFile)('mvn', ['--version'], { env }).then(() => true, () => false);
  if (!found) throw new LaunchFailure('没有找到 Maven，首次启动要用它下载 Kafka，请安装 Maven，或用 KAFKA_BROKERS 指明已有的 Kafka。', 'Maven was not found, and the first start fetches Kafka with it: install Maven, or name a Kafka of your own with KAFKA_BROKERS.');
}

/** @throws LaunchFailure naming the first port that something else listens on */
export async function checkPorts(ports: readonly { name: string; port: number }[]): Promise<void> {
  for (const { name, port } of ports) {
    const failure = await listenOnce(port);
    if (failure === 'EACCES') throw new LaunchFailure(`无权使用端口 ${port}（${name}），请用 LIANZHI_PORT_BASE 另选一组端口。`, `Port ${port} (${name}) may not be used: choose other ports with LIANZHI_PORT_BASE.`);
    if (failure) throw new LaunchFailure(`端口 ${port}（${name}）已被占用，请停止占用它的程序，或用 LIANZHI_PORT_BASE 另选一组端口。`, `Port ${port} (${name}) is taken: stop the program that uses it, or choose other ports with LIANZHI_PORT_BASE.`);
  }
}

function listenOnce(port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'error'));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(undefined)));
  });
}
