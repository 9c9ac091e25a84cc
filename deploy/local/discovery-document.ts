import type { LocalInstallation } from './local-installation';
import { serverPort } from './local-ports';
import { participants, serviceUrl } from './local-services';

/** The local discovery document (design §7): the coordinator serves it at /.well-known/lianzhi-local.json. Others read it: do not rename its fields. */
export interface DiscoveryDocument {
  /** Name → HTTP base URL, desks and coordinator only. */
  services: Record<string, string>;
  issuer: string;
  clients: { clientId: string; clientSecret: string; organisation: string; roles: string[] }[];
  users: { username: string; password: string; organisation: string; roles: string[] }[];
}

export function discoveryDocument({ services, settings, clients, users }: LocalInstallation): DiscoveryDocument {
  return {
    services: Object.fromEntries(participants(services).map((service) => [service.name, serviceUrl(service)])),
    issuer: `http://127.0.0.1:${serverPort(settings.portBase, 'identity')}`,
    clients, users,
  };
}
