import { mkdirSync } from 'node:fs';
import { demoClients, demoUsers, type DemoClient, type DemoUser } from './demo-identities';
import { homePaths, type HomePaths } from './home-paths';
import { localServices, participants, type LocalService } from './local-services';
import { loadSecrets, type LocalSecrets } from './local-secrets';
import { simulatesRegistry, type LocalSettings } from './local-settings';
import { readOrganisations, type Organisation } from './organisations';
import { writeJson } from './write-atomically';

/** Everything a data folder holds before the first process is started. */
export interface LocalInstallation {
  settings: LocalSettings;
  paths: HomePaths;
  services: LocalService[];
  organisations: Organisation[];
  secrets: LocalSecrets;
  /** Who runs a desk, and the coordinator. */
  operators: { code: string; agency: string }[];
  clients: (DemoClient & { clientSecret: string })[];
  users: (DemoUser & { password: string })[];
}

/** Makes what is missing in the data folder and reads the rest. Doing it again changes nothing. */
export function prepareInstallation(settings: LocalSettings): LocalInstallation {
  const paths = homePaths(settings.home);
  mkdirSync(paths.logs, { recursive: true, mode: 0o711 });
  const services = localServices(settings.portBase).filter(({ name }) => name !== 'registry' || simulatesRegistry(settings));
  const names = participants(services).map(({ name }) => name);
  const organisations = readOrganisations(settings.organisationsFile);
  const operators = listOperators(names, organisations);
  const clients = demoClients(organisations);
  const users = demoUsers(organisations);
  const secrets = loadSecrets(paths.config, {
    principals: ['admin', ...operators.map(({ code }) => code)], services: names, clients: clients.map(({ clientId }) => clientId), users: users.map(({ username }) => username),
  });
  const installation: LocalInstallation = {
    settings, paths, services, organisations, operators, secrets,
    clients: clients.map((client) => ({ clientId: client.clientId, clientSecret: secrets.clients[client.clientId]!, organisation: client.organisation, roles: client.roles })),
    users: users.map(({ username, ...user }) => ({ username, password: secrets.users[username]!, ...user })),
  };
  writeJson(paths.identity, { clients: installation.clients, users: installation.users });
  return installation;
}

/** The operators of our own services run the desk of the agency of that name; others are named by the organisations. */
function listOperators(services: readonly string[], organisations: readonly Organisation[]): { code: string; agency: string }[] {
  const agencies = new Map(services.map((name) => [name, name]));
  for (const { operator, agency } of organisations) if (operator !== '') agencies.set(operator, agency);
  return [...agencies].map(([code, agency]) => ({ code, agency }));
}
