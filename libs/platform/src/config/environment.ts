import { accessSync, constants } from 'node:fs';
import { StartupError } from './startup-error';

/** Names and values of environment variables, as of `process.env`. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** The environment of this process: the only place where `process.env` is read. */
export function processEnvironment(): Variables {
  return process.env;
}

/**
 * Reads environment variables and refuses a missing or invalid one with a {@link StartupError} that names it and the remedy.
 * An empty value counts as missing, since that is what `VAR= npm start` and compose files produce.
 */
export class Environment {
  constructor(private readonly variables: Variables = processEnvironment()) {}

  text(name: string): string | undefined {
    const value = this.variables[name]?.trim();
    return value === '' ? undefined : value;
  }

  /** @param remedy what to set it to, in both languages, without a full stop */
  required(name: string, remedy: { zh: string; en: string }): string {
    const value = this.text(name);
    if (value === undefined) throw new StartupError(`缺少环境变量 ${name}，请设为${remedy.zh}。`, `Environment variable ${name} is missing: set it to ${remedy.en}.`);
    return value;
  }

  port(name: string, byDefault: number): number {
    const value = this.text(name);
    if (value === undefined) return byDefault;
    const port = Number(value);
    if (!/^\d+$/.test(value) || port > 65535) throw invalid(name, '0 到 65535 之间的端口号', 'a port number between 0 and 65535');
    return port;
  }

  flag(name: string, byDefault: boolean): boolean {
    const value = this.text(name)?.toLowerCase();
    if (value === undefined) return byDefault;
    if (['true', '1', 'yes'].includes(value)) return true;
    if (['false', '0', 'no'].includes(value)) return false;
    throw invalid(name, ' true 或 false', 'true or false');
  }

  oneOf<const T extends string>(name: string, allowed: readonly T[], byDefault: T): T {
    const value = this.text(name);
    if (value === undefined) return byDefault;
    const known = allowed.find((item) => item === value);
    if (known === undefined) throw invalid(name, `以下之一：${allowed.join('、')}`, `one of ${allowed.join(', ')}`);
    return known;
  }

  /** @param protocols with the colon, as in `URL.protocol` */
  url(name: string, protocols: readonly string[]): string | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    if (!URL.canParse(value) || !protocols.includes(new URL(value).protocol)) {
      const scheme = `${protocols[0]}//`;
      throw invalid(name, `以 ${scheme} 开头的地址`, `an address that starts with ${scheme}`);
    }
    return value;
  }

  requiredUrl(name: string, protocols: readonly string[], remedy: { zh: string; en: string }): string {
    this.required(name, remedy);
    return this.url(name, protocols) as string;
  }

  /** Path of a file that must exist and be readable now. */
  requiredFile(name: string, remedy: { zh: string; en: string }): string {
    const path = this.required(name, remedy);
    try {
      accessSync(path, constants.R_OK);
    } catch {
      throw new StartupError(`环境变量 ${name} 指向的文件 ${path} 无法读取，请检查路径和权限。`, `The file ${path} named by ${name} cannot be read: check its path and permissions.`);
    }
    return path;
  }

  /** `bytes` bytes as base64url (or base64). */
  requiredBytes(name: string, bytes: number, remedy: { zh: string; en: string }): Buffer {
    const value = Buffer.from(this.required(name, remedy), 'base64url');
    if (value.length !== bytes) throw invalid(name, remedy.zh, remedy.en);
    return value;
  }
}

// The value itself is not shown: it may hold a password.
function invalid(name: string, zh: string, en: string): StartupError {
  return new StartupError(`环境变量 ${name} 无效，应为${zh}。`, `Environment variable ${name} is invalid: it must be ${en}.`);
}
