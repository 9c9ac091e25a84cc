import { isAbsolute, join, resolve } from 'node:path';
import { LaunchFailure } from './launch-failure';

/** What a person can choose for a local launch, all through environment variables; every one has a default. */
export interface LocalSettings {
  /** Root of the project. */
  root: string;
  /** Data folder (`LIANZHI_HOME`, default `.lianzhi`). */
  home: string;
  /** First of the ports (`LIANZHI_PORT_BASE`, default 7000): the coordinator has it, all others keep their distance to it. */
  portBase: number;
  /** Organisations to load (`LIANZHI_ORGANISATIONS`, default deploy/local/organisations.csv). */
  organisationsFile: string;
  /** A Kafka of one's own (`KAFKA_BROKERS`): then none is started. */
  brokers?: string;
  /** A PostgreSQL of one's own (`DATABASE_URL`, whose user may create databases): then none is started. */
  databaseUrl?: string;
  /** A registration system of one's own (`REGISTRY_URL`): then no simulator of it is started. */
  registryUrl?: string;
  /** `LIANZHI_REGISTRY=off`: no registration system at all, so people answer at the land registry's desk. */
  registryByHand: boolean;
  /** `LIANZHI_SAMPLES=off` leaves the sample stories out. */
  samples: boolean;
  /** The environment that child processes inherit. */
  env: NodeJS.ProcessEnv;
}

/** Whether the land registry's desk asks the simulator. */
export const simulatesRegistry = ({ registryByHand, registryUrl }: Pick<LocalSettings, 'registryByHand' | 'registryUrl'>): boolean => !registryByHand && registryUrl === undefined;

export function readLocalSettings(root: string, env: NodeJS.ProcessEnv): LocalSettings {
  const file = (value: string | undefined, byDefault: string) => (value ? (isAbsolute(value) ? value : resolve(value)) : byDefault);
  const portBase = Number(env.LIANZHI_PORT_BASE || 7000);
  if (!Number.isInteger(portBase) || portBase < 1 || portBase > 65_000) {
    throw new LaunchFailure('LIANZHI_PORT_BASE 应为 1 到 65000 之间的整数。', 'LIANZHI_PORT_BASE must be a whole number between 1 and 65000.');
  }
  return {
    root, portBase, env, samples: env.LIANZHI_SAMPLES !== 'off', registryByHand: env.LIANZHI_REGISTRY === 'off',
    home: file(env.LIANZHI_HOME, join(root, '.lianzhi')),
    organisationsFile: file(env.LIANZHI_ORGANISATIONS, join(root, 'deploy', 'local', 'organisations.csv')),
    ...(env.KAFKA_BROKERS ? { brokers: env.KAFKA_BROKERS } : {}),
    ...(env.REGISTRY_URL ? { registryUrl: env.REGISTRY_URL } : {}),
    ...(env.DATABASE_URL ? { databaseUrl: env.DATABASE_URL } : {}),
  };
}
