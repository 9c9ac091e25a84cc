import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** One service process of the shared system. */
export interface ProcessRecord {
  service: string;
  replica: number;
  port: number;
  pid: number;
  /** Compiled entry point. */
  entry: string;
  env: Record<string, string>;
  logFile: string;
}

/** What a spec needs to know of the system that the first spec of the run has started. */
export interface SystemState {
  home: string;
  /** Put before every topic; other specs on the same broker do not see them. */
  topicPrefix: string;
  issuer: string;
  coreBankingUrl: string;
  registryUrl: string;
  clockFile: string;
  clients: { clientId: string; clientSecret: string; organisation: string; roles: string[] }[];
  organisations: { code: string; operator: string; parent?: string }[];
  /** Service → URL of its database. */
  databases: Record<string, string>;
  processes: ProcessRecord[];
}

const stateFile = (folder: string): string => join(folder, 'system.json');

/** The folder of this run's system, named by jest's global setup; it exists once a spec has started the system. */
export function systemFolder(): string {
  const folder = process.env.LIANZHI_E2E;
  if (!folder) throw new Error('LIANZHI_E2E is not set: run the spec through jest.config.js');
  return folder;
}

export function readState(folder: string): SystemState | undefined {
  return existsSync(stateFile(folder)) ? (JSON.parse(readFileSync(stateFile(folder), 'utf8')) as SystemState) : undefined;
}

export function writeState(folder: string, state: SystemState): void {
  writeFileSync(`${stateFile(folder)}.incoming`, JSON.stringify(state, null, 1), { mode: 0o600 });
  renameSync(`${stateFile(folder)}.incoming`, stateFile(folder));
}
