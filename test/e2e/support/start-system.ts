import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { signDirectory, type PrivateJwk, type SignedRecord, type Topology } from '@lianzhi/exchange';
import { rootPrivateKeyFile } from '../../../deploy/local/home-paths';
import { prepareInstallation, type LocalInstallation } from '../../../deploy/local/local-installation';
import type { LocalService } from '../../../deploy/local/local-services';
import { serviceEnvironment } from '../../../deploy/local/service-environment';
import { writeTrustFiles } from '../../../deploy/local/trust-files';
import { writeJson } from '../../../deploy/local/write-atomically';
import { findTestServers } from '../../support/find-test-servers';
import { createTestDatabase } from '../../support/test-database';
import { applyTestTopology, randomTopicPrefix } from '../../support/test-kafka';
import { processReady, ROOT, startProcess } from './service-process';
import { writeState, type ProcessRecord, type SystemState } from './system-state';
import { freePorts } from '../../support/free-ports';

/** One organisation of the list is suspended (停用) in the directory of the tests. */
export const SUSPENDED = 'police-610800';
/** Of each service that takes part in the exchange. */
const REPLICAS = 2;
/** Clients of the made-up agencies, which have their own desks in their spec. */
const MADE_UP = ['tennis-club-1', 'chess-club-1'];

export interface SystemOptions {
  /** Those that take part; all by default. */
  services?: readonly string[];
  /** Of what serves them (identity, core banking, console, …), what is not started. */
  without?: readonly string[];
  /** How long a service may need to be ready, ms. */
  readyMs?: number;
  /** The environment of a process as it is to be, for instance with another way to its database. */
  route?: (service: string, replica: number, env: Record<string, string>) => Record<string, string>;
}

/** Starts the whole system from dist: identity provider, simulators of core banking and of the registration system, two of each desk and of the coordinator. */
export async function startSystem(folder: string, { services, without = [], readyMs, route = (_service, _replica, env) => env }: SystemOptions = {}): Promise<SystemState> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  execFileSync(process.execPath, [join(ROOT, 'deploy', 'local', 'build.js')], { stdio: ['ignore', 'ignore', 'inherit'] });
  const installation = install(folder);
  const topicPrefix = randomTopicPrefix();
  const topology = JSON.parse(readFileSync(join(ROOT, 'deploy', 'generated', 'topology.json'), 'utf8')) as Topology;
  const names = installation.services.filter(({ kind, name }) => kind !== 'support' && (services?.includes(name) ?? true)).map(({ name }) => name);
  const [databases] = await Promise.all([createDatabases(names), applyTestTopology(topology, topicPrefix)]);
  const planned = await planProcesses(installation, topicPrefix, databases);
  const records = planned.map((record) => ({ ...record, env: route(record.service, record.replica, record.env) }));
  const portOf = (service: string) => records.find((record) => record.service === service)!.port;
  const state: SystemState = {
    home: folder, topicPrefix, databases, clockFile: installation.paths.clock, clients: installation.clients,
    issuer: `http://127.0.0.1:${portOf('identity')}`, coreBankingUrl: `http://127.0.0.1:${portOf('core-banking')}`, registryUrl: `http://127.0.0.1:${portOf('registry')}`,
    organisations: installation.organisations.map(({ code, operator, parent }) => ({ code, operator, ...(parent !== '' && { parent }) })),
    processes: records.filter(({ service }) => !without.includes(service)).map((record) => startProcess(record)),
  };
  // Written before all are ready: whoever ends the run finds the processes here.
  writeState(folder, state);
  await Promise.all(state.processes.map((record) => processReady(record, readyMs)));
  return state;
}

function install(folder: string): LocalInstallation {
  const organisationsFile = join(ROOT, 'deploy', 'local', 'organisations.csv');
  const settings = { root: ROOT, home: folder, portBase: 1, organisationsFile, samples: false, registryByHand: false, env: { PATH: process.env.PATH ?? '' } };
  const installation = prepareInstallation(settings);
  writeTrustFiles({ home: folder, operators: installation.operators, organisationsFile });
  suspend(installation);
  const clients = [...installation.clients, ...MADE_UP.map((code) => ({ clientId: `${code}-system`, clientSecret: randomBytes(16).toString('hex'), organisation: code, roles: ['system'] }))];
  writeJson(installation.paths.identity, { clients, users: installation.users });
  return { ...installation, clients };
}

function suspend({ paths }: LocalInstallation): void {
  const published = readFileSync(paths.directory, 'utf8').trim().split('\n').map((line) => JSON.parse(line) as SignedRecord);
  const records = published.map(({ record }) => (record.kind === 'organisation' && record.code === SUSPENDED ? { ...record, status: 'suspended' as const } : record));
  const root = JSON.parse(readFileSync(rootPrivateKeyFile(paths), 'utf8')) as PrivateJwk;
  writeFileSync(paths.directory, signDirectory(records, root, published).map((record) => `${JSON.stringify(record)}\n`).join(''));
}

async function createDatabases(names: readonly string[]): Promise<Record<string, string>> {
  const databases: Record<string, string> = {};
  for (const name of names) databases[name] = (await createTestDatabase(`e2e_${name}`)).url;
  return databases;
}

async function planProcesses(installation: LocalInstallation, topicPrefix: string, databases: Record<string, string>): Promise<Omit<ProcessRecord, 'pid'>[]> {
  const { brokers, passwords } = findTestServers();
  const services = installation.services.filter(({ name, kind }) => kind === 'support' || databases[name] !== undefined);
  const wanted = services.flatMap((service) => Array.from({ length: service.kind === 'support' ? 1 : REPLICAS }, (_, index) => ({ service, replica: index + 1 })));
  const ports = await freePorts(wanted.length);
  const portOf = (name: string) => ports[wanted.findIndex(({ service }) => service.name === name)]!;
  return wanted.map(({ service, replica }, index) => ({
    service: service.name, replica, port: ports[index]!, entry: service.entry, logFile: join(installation.paths.logs, `${service.name}-${replica}.log`),
    env: {
      ...environmentOf(installation, service, ports[index]!, (name) => databases[name]!),
      KAFKA_BROKERS: brokers.join(','), KAFKA_TOPIC_PREFIX: topicPrefix, KAFKA_USERNAME: service.name, KAFKA_PASSWORD: passwords[service.name] ?? '',
      LIANZHI_CONSOLE_URLS: `http://127.0.0.1:${portOf('console')}`, CONSOLE_SERVICES: wanted.filter(({ service: one, replica }) => one.kind !== 'support' && replica === 1).map(({ service: one }) => `${one.name}=http://127.0.0.1:${portOf(one.name)}`).join(','),
      OIDC_ISSUER: `http://127.0.0.1:${portOf('identity')}`, CORE_BANKING_URL: `http://127.0.0.1:${portOf('core-banking')}`, REGISTRY_URL: `http://127.0.0.1:${portOf('registry')}`, LOG_LEVEL: 'debug',
    },
  }));
}

function environmentOf(installation: LocalInstallation, service: LocalService, port: number, databaseUrl: (name: string) => string): Record<string, string> {
  const env = serviceEnvironment(installation, { ...service, port }, { brokers: '', ownBroker: true, databaseUrl });
  return Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined));
}
