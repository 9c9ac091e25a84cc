import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { brokerAnswers } from './broker-probe';
import { ManagedProcess } from './managed-process';

export interface KafkaBrokerOptions {
  /** Folder with server.properties and log4j2.properties (deploy/kafka). */
  templates: string;
  jars: string;
  /** Own folder of the broker: its configuration and data. */
  home: string;
  logFolder: string;
  port: number;
  controllerPort: number;
  /** SCRAM users by name; `admin` must be among them. Passwords are letters and digits only. */
  passwords: Readonly<Record<string, string>>;
  env: NodeJS.ProcessEnv;
  /** Archive of loaded classes (see kafka-class-archive.ts): `read` it to start in half the time, or `write` it when the broker ends. */
  classArchive?: { read: string } | { write: string };
  /** Further doors for clients that come through something in between: each tells them to come back by `advertised`. */
  doors?: readonly { name: string; port: number; advertised: number }[];
  /** Ends the tools (format, users) that may be running. */
  signal?: AbortSignal;
}

/** A single Apache Kafka node in KRaft mode, run from its published jars. Data survives stops and kill -9. */
export class KafkaBroker {
  private process: ManagedProcess | undefined;

  constructor(private readonly options: KafkaBrokerOptions) {}

  get managed(): ManagedProcess | undefined { return this.process; }

  private get configFile(): string { return join(this.options.home, 'server.properties'); }
  private get dataFolder(): string { return join(this.options.home, 'data'); }
  /** Written after a complete format, and the list of users that the broker knows: without it the folder is formatted anew. */
  private get usersFile(): string { return join(this.options.home, 'users.json'); }

  /** Formats the data folder at first use; afterwards nothing is touched. */
  async format(): Promise<void> {
    mkdirSync(this.options.home, { recursive: true, mode: 0o700 });
    writeFileSync(this.configFile, this.configuration(), { mode: 0o600 });
    if (existsSync(this.usersFile)) return;
    rmSync(this.dataFolder, { recursive: true, force: true });
    const users = Object.entries(this.options.passwords);
    // Kafka's own are of this form, and none begins with a dash: one in sixty-four would be read as an option, and the start would fail.
    const id = randomBytes(16).toString('base64url').replace(/^-/, 'A');
    await this.java(['kafka.tools.StorageTool', 'format', '-t', id, '-c', this.configFile, '--standalone',
      ...users.flatMap(([name, password]) => ['--add-scram', `SCRAM-SHA-512=[name=${name},password=${password}]`])]);
    writeFileSync(this.usersFile, JSON.stringify(users.map(([name]) => name)), { mode: 0o600 });
  }

  start(): ManagedProcess {
    this.process = ManagedProcess.start({
      name: 'kafka', command: 'java', logFile: join(this.options.logFolder, 'kafka.out'), env: this.javaEnv(),
      args: ['-Xmx384m', '-Xms128m', '-XX:+UseSerialGC', '-Xss512k', '-XX:MaxMetaspaceSize=128m', '-Djava.awt.headless=true', ...this.archiveFlags(),
        `-Dlianzhi.kafka.log=${join(this.options.logFolder, 'kafka.log')}`, this.logConfiguration(), 'kafka.Kafka', this.configFile],
    });
    return this.process;
  }

  /** Resolves when the broker answers requests; rejects when it died or `timeoutMs` passed. */
  async ready(timeoutMs: number): Promise<void> {
    const deadline = Date.now() + timeoutMs;
    while (Date.now() < deadline) {
      if (!this.process?.running) throw new Error('the broker ended while starting');
      if (await brokerAnswers('127.0.0.1', this.options.port, 1000)) return this.addMissingUsers();
      await sleep(100);
    }
    throw new Error(`the broker did not answer within ${timeoutMs / 1000} s`);
  }

  async stop(graceMs: number): Promise<void> { await this.process?.stop(graceMs); }

  /** A principal that came with a later version is not in the formatted folder: it is added through the running broker. */
  private async addMissingUsers(): Promise<void> {
    const known = new Set(JSON.parse(readFileSync(this.usersFile, 'utf8')) as string[]);
    const missing = Object.entries(this.options.passwords).filter(([name]) => !known.has(name));
    if (missing.length === 0) return;
    const login = join(this.options.home, 'admin.properties');
    writeFileSync(login, ['security.protocol=SASL_PLAINTEXT', 'sasl.mechanism=SCRAM-SHA-512',
      `sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required username="admin" password="${this.options.passwords.admin}";`, ''].join('\n'), { mode: 0o600 });
    for (const [name, password] of missing) {
      await this.java(['kafka.admin.ConfigCommand', '--bootstrap-server', `127.0.0.1:${this.options.port}`, '--command-config', login,
        '--alter', '--entity-type', 'users', '--entity-name', name, '--add-config', `SCRAM-SHA-512=[password=${password}]`]);
      known.add(name);
      writeFileSync(this.usersFile, JSON.stringify([...known]), { mode: 0o600 });
    }
    rmSync(login);
  }

  private configuration(): string {
    const values: Record<string, string> = {
      port: String(this.options.port), controllerPort: String(this.options.controllerPort),
      adminPassword: this.options.passwords.admin ?? '', dataFolder: this.dataFolder,
    };
    const template = readFileSync(join(this.options.templates, 'server.properties'), 'utf8');
    const filled = template.replace(/^[^#].*$/gm, (line) => line.replace(/\$\{(\w+)\}/g, (_, name: string) => values[name] ?? ''));
    return (this.options.doors ?? []).reduce(withDoor, filled);
  }

  private logConfiguration(): string {
    return `-Dlog4j2.configurationFile=${join(this.options.templates, 'log4j2.properties')}`;
  }

  /** The jars one by one and in order: a class archive is only good for the same list. */
  private javaEnv(): NodeJS.ProcessEnv {
    const jars = readdirSync(this.options.jars).filter((name) => name.endsWith('.jar')).sort();
    return { ...this.options.env, CLASSPATH: jars.map((name) => join(this.options.jars, name)).join(delimiter) };
  }

  private archiveFlags(): string[] {
    const archive = this.options.classArchive;
    if (!archive) return [];
    return 'write' in archive ? [`-XX:ArchiveClassesAtExit=${archive.write}`, '-Xlog:cds=off', '-Xlog:cds+dynamic=off'] : ['-Xshare:auto', `-XX:SharedArchiveFile=${archive.read}`];
  }

  private async java(args: readonly string[]): Promise<void> {
    const log = `-Dlianzhi.kafka.log=${join(this.options.logFolder, 'kafka-tools.log')}`;
    await promisify(execFile)('java', ['-Xmx128m', '-XX:TieredStopAtLevel=1', log, this.logConfiguration(), ...args], { env: this.javaEnv(), signal: this.options.signal });
  }
}

/** One more listener of the same kind, under a name and an advertised port of its own. */
function withDoor(configuration: string, { name, port, advertised }: { name: string; port: number; advertised: number }): string {
  const login = /^listener\.name\.sasl_plaintext\.(.*)$/m.exec(configuration)![1]!;
  return configuration
    .replace(/^(listeners=.*)$/m, `$1,${name}://127.0.0.1:${port}`)
    .replace(/^(advertised\.listeners=.*)$/m, `$1,${name}://127.0.0.1:${advertised}`)
    .replace(/^(listener\.security\.protocol\.map=.*)$/m, `$1,${name}:SASL_PLAINTEXT`)
    .concat(`\nlistener.name.${name.toLowerCase()}.${login}\n`);
}
