import { serverPort } from './local-ports';

/** One process of our own that the launcher starts. */
export interface LocalService {
  name: string;
  port: number;
  /** Compiled entry point, from dist/. */
  entry: string;
  /** `desk` and `coordinator` are in the discovery document and have a database and a Kafka principal of their name. */
  kind: 'support' | 'desk' | 'coordinator';
}

/** The desks, in the order of their ports behind the coordinator's. A new agency with a desk is one word here. */
export const DESKS = ['court', 'police', 'procuratorate', 'land-registry', 'bank', 'partner'] as const;

/** Everything that a local launch starts, besides Kafka and PostgreSQL. */
export function localServices(portBase: number): LocalService[] {
  return [
    { name: 'identity', port: serverPort(portBase, 'identity'), entry: 'deploy/local/identity/main.js', kind: 'support' },
    { name: 'core-banking', port: serverPort(portBase, 'coreBanking'), entry: 'deploy/local/core-banking/main.js', kind: 'support' },
    { name: 'registry', port: serverPort(portBase, 'registry'), entry: 'deploy/local/registry/main.js', kind: 'support' },
    { name: 'coordinator', port: portBase, entry: 'apps/coordinator/src/main.js', kind: 'coordinator' },
    { name: 'console', port: serverPort(portBase, 'console'), entry: 'apps/console/src/main.js', kind: 'support' },
    ...DESKS.map((name, index) => ({ name, port: portBase + 1 + index, entry: `apps/${name}/src/main.js`, kind: 'desk' as const })),
  ];
}

/** The services that take part in the exchange: each has its own database, Kafka principal and operator keys. */
export function participants(services: readonly LocalService[]): LocalService[] {
  return services.filter(({ kind }) => kind !== 'support');
}

export function serviceUrl(service: Pick<LocalService, 'port'>): string {
  return `http://127.0.0.1:${service.port}`;
}
