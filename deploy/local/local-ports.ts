/** Ports of the servers that every launch brings up, as distances from the first port (design §7). */
const SERVERS = { console: 80, identity: 90, kafka: 92, kafkaController: 93, coreBanking: 95, registry: 96, postgres: 432 } as const;

export type LocalServer = keyof typeof SERVERS;

export function serverPort(portBase: number, server: LocalServer): number {
  return portBase + SERVERS[server];
}
