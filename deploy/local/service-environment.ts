import { homePaths, operatorKeysFile } from './home-paths';
import type { LocalInstallation } from './local-installation';
import { serverPort } from './local-ports';
import { participants, serviceUrl, type LocalService } from './local-services';

/** Where the servers are that a service connects to. */
export interface ServerAddresses {
  brokers: string;
  /** True where the broker is our own: each service then logs in as itself. */
  ownBroker: boolean;
  databaseUrl(database: string): string;
}

/** The environment of a service, as documented in libs/platform/src/config. */
export function serviceEnvironment(installation: LocalInstallation, service: LocalService, servers: ServerAddresses): NodeJS.ProcessEnv {
  const { settings, secrets, paths } = installation;
  const issuer = `http://127.0.0.1:${serverPort(settings.portBase, 'identity')}`;
  const common: NodeJS.ProcessEnv = {
    ...settings.env, HOST: '127.0.0.1', PORT: String(service.port), LIANZHI_HOME: settings.home, OIDC_ISSUER: issuer, LIANZHI_CLOCK_FILE: paths.clock, LOG_LEVEL: settings.env.LOG_LEVEL || 'info',
  };
  if (service.kind === 'support') {
    const console = serverPort(settings.portBase, 'console');
    return {
      ...common, LIANZHI_IDENTITY_FILE: paths.identity, LIANZHI_CONSOLE_URLS: `http://127.0.0.1:${console},http://localhost:${console}`,
      CONSOLE_SERVICES: participants(installation.services).map((one) => `${one.name}=${serviceUrl(one)}`).join(','), CONSOLE_EXAMPLES: 'true',
    };
  }
  return {
    ...common,
    DATABASE_URL: servers.databaseUrl(service.name),
    KAFKA_BROKERS: servers.brokers,
    ...(servers.ownBroker ? { KAFKA_USERNAME: service.name, KAFKA_PASSWORD: secrets.kafka[service.name], KAFKA_SASL_MECHANISM: 'scram-sha-512', KAFKA_SSL: 'false' } : {}),
    LIANZHI_OPERATOR: service.name,
    LIANZHI_KEYS_FILE: operatorKeysFile(homePaths(settings.home), service.name),
    LIANZHI_ROOT_KEY_FILE: paths.rootPublicKey,
    LIANZHI_DATA_KEY: secrets.dataKeys[service.name],
    LIANZHI_DIRECTORY_FILE: paths.directory,
    LIANZHI_DISCOVERY_FILE: paths.discovery,
    CORE_BANKING_URL: `http://127.0.0.1:${serverPort(settings.portBase, 'coreBanking')}`,
    REGISTRY_URL: settings.registryByHand ? undefined : settings.registryUrl ?? `http://127.0.0.1:${serverPort(settings.portBase, 'registry')}`,
  };
}
