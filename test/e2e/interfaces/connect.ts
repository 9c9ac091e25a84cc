import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SharedSystem } from '../support/shared-system';
import { ApiClient, type Discovery } from './api-client';

// The first spec of a run starts the whole system in its hook.
jest.setTimeout(120_000);

/** Coordinator of a running `npm start` to check instead (and its data folder, for the logs): quick while working on an interface. */
const { LIANZHI_CHECKED_URL: checkedUrl, LIANZHI_CHECKED_HOME: checkedHome = '.lianzhi' } = process.env;
let system: SharedSystem | undefined;

/** The system that all end-to-end specs of the run share; calls go to the replicas in turn. */
export async function connect(): Promise<ApiClient> {
  if (checkedUrl) return new ApiClient((await (await fetch(`${checkedUrl}/.well-known/lianzhi-local.json`)).json()) as Discovery);
  system = await SharedSystem.use();
  const { state, api } = system;
  const services = Object.fromEntries(Object.keys(state.databases).map((service) => [service, api.urlOf(service)]));
  return new ApiClient({ services, issuer: state.issuer, clients: state.clients, users: [] }, (service) => api.urlOf(service));
}

export async function disconnect(): Promise<void> {
  await system?.leave();
  system = undefined;
}

/** What the services have logged so far; of each replica. */
export function readLogs(): { service: string; text: string }[] {
  const folder = join(checkedUrl ? checkedHome : system!.state.home, 'logs');
  return readdirSync(folder).map((file) => ({ service: file.replace(/(-\d+)?\.log$/, ''), text: readFileSync(join(folder, file), 'utf8') }));
}
