import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { LaunchFailure } from './launch-failure';
import type { LocalInstallation } from './local-installation';
import type { ServerAddresses } from './service-environment';

/** Makes topics and access rules, in a process of its own so that the launcher stays small. @throws LaunchFailure if the broker refuses */
export async function applyLocalTopology({ settings, secrets }: LocalInstallation, dist: string, servers: ServerAddresses, signal: AbortSignal): Promise<void> {
  const login = servers.ownBroker ? { KAFKA_USERNAME: 'admin', KAFKA_PASSWORD: secrets.kafka.admin, KAFKA_SASL_MECHANISM: 'scram-sha-512', KAFKA_SSL: 'false' } : {};
  const args = [join(dist, 'deploy', 'local', 'apply-topology-command.js'), ...(servers.ownBroker ? ['--own'] : [])];
  await promisify(execFile)(process.execPath, args, { env: { ...settings.env, KAFKA_BROKERS: servers.brokers, ...login }, timeout: 90_000, signal }).catch((error: { stderr?: string }) => {
    const reason = error.stderr?.split('\n').find((line) => /Error|。|[a-z]: /.test(line))?.slice(0, 300) ?? '';
    throw new LaunchFailure(`Kafka 主题与权限未能建立（${reason}），请检查 KAFKA_BROKERS 及其账号的权限。`, `Kafka's topics and access rules could not be made (${reason}): check KAFKA_BROKERS and the rights of its account.`);
  });
}
