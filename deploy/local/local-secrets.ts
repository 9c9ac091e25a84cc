import { randomBytes, randomInt } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { writeJson } from './write-atomically';

/** Secrets of one data folder, made at first need and kept: the databases and the broker were made with them. */
export interface LocalSecrets {
  postgres: string;
  /** By principal. */
  kafka: Record<string, string>;
  /** By service: encryption at rest and keyed hashes, base64url of 32 bytes. */
  dataKeys: Record<string, string>;
  /** By client id. */
  clients: Record<string, string>;
  /** By user name. */
  users: Record<string, string>;
}

export interface SecretsWanted { principals: readonly string[]; services: readonly string[]; clients: readonly string[]; users: readonly string[] }

/** Reads the secrets and adds those that are missing (a new organisation, a new service). */
export function loadSecrets(file: string, wanted: SecretsWanted): LocalSecrets {
  const stored = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Partial<LocalSecrets>) : {};
  const complete = (names: readonly string[], known: Record<string, string> = {}, make: () => string) =>
    ({ ...known, ...Object.fromEntries(names.filter((name) => !(name in known)).map((name) => [name, make()])) });
  const secrets: LocalSecrets = {
    postgres: stored.postgres ?? secret(),
    kafka: complete(wanted.principals, stored.kafka, secret),
    dataKeys: complete(wanted.services, stored.dataKeys, () => randomBytes(32).toString('base64url')),
    clients: complete(wanted.clients, stored.clients, secret),
    users: complete(wanted.users, stored.users, readablePassword),
  };
  if (JSON.stringify(secrets) !== JSON.stringify(stored)) writeJson(file, secrets);
  return secrets;
}

/** Hexadecimal, so that it needs no quoting in URLs and in the broker's configuration. */
function secret(): string {
  return randomBytes(18).toString('hex');
}

const READABLE = 'abcdefghjkmnpqrstuvwxyz23456789';

/** Ten characters that a person can type from the screen: good for loopback only. */
function readablePassword(): string {
  const part = () => Array.from({ length: 5 }, () => READABLE[randomInt(READABLE.length)]).join('');
  return `${part()}-${part()}`;
}
