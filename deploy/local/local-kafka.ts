import { join } from 'node:path';
import { KafkaBroker, type KafkaBrokerOptions } from './kafka-broker';
import { prepareClassArchive } from './kafka-class-archive';
import { prepareKafkaJars } from './kafka-jars';
import { LaunchFailure } from './launch-failure';
import type { LocalInstallation } from './local-installation';
import { serverPort } from './local-ports';
import type { ServerKeeper } from './server-keeper';

const READY_MS = 90_000;

/** Brings up the installation's own broker. @throws LaunchFailure if its jars cannot be fetched or it does not come up */
export async function startLocalKafka({ settings, paths, secrets }: LocalInstallation, keeper: ServerKeeper): Promise<void> {
  const templates = join(settings.root, 'deploy', 'kafka');
  const options: KafkaBrokerOptions = {
    templates, jars: paths.kafkaJars, home: paths.kafka, logFolder: paths.logs, port: serverPort(settings.portBase, 'kafka'),
    controllerPort: serverPort(settings.portBase, 'kafkaController'), passwords: secrets.kafka, env: settings.env, signal: keeper.signal,
  };
  await prepareKafkaJars(join(templates, 'pom.xml'), paths.kafkaJars, settings.env, keeper.signal).catch((error: unknown) => {
    throw new LaunchFailure(`Maven 未能下载 Kafka（${firstLine(error)}），请检查网络或 Maven 镜像设置后重试。`, 'Maven could not fetch Kafka: check the network or the mirror in your Maven settings and start again.');
  });
  try {
    const archive = await prepareClassArchive(options, (start) => keeper.once(start));
    const broker = new KafkaBroker({ ...options, ...(archive ? { classArchive: { read: archive } } : {}) });
    await broker.format();
    keeper.keep('kafka', () => broker.start());
    await broker.ready(READY_MS);
  } catch (error) {
    const log = join(paths.logs, 'kafka.log');
    throw new LaunchFailure(`Kafka 未能启动（${firstLine(error)}），请查看 ${log}，数据损坏时用 npm run reset 清除。`, `Kafka did not come up: see ${log}; if its data is broken, remove it with npm run reset.`);
  }
}

/** What went wrong, in a line. A failed command's message begins with the command itself, which holds passwords: its output is searched instead. */
function firstLine(error: unknown): string {
  const { message = String(error), stdout = '', code, signal } = error as { message?: string; stdout?: string; code?: number; signal?: string };
  if (!message.startsWith('Command failed')) return message.split('\n')[0]!.slice(0, 200);
  return `${stdout}\n${message}`.split('\n').find((line) => /ERROR|Exception/.test(line) && !line.startsWith('Command failed'))?.slice(0, 200)
    ?? `command failed, ${signal ?? `exit ${code}`}`;
}
