import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { applyLocalTopology } from './apply-local-topology';
import { ChildRegister, endOrphans } from './child-register';
import { closingWords } from './closing-words';
import { discoveryDocument } from './discovery-document';
import { useGivenPostgres } from './given-database';
import { homePaths, type HomePaths } from './home-paths';
import { takeLaunchLock } from './launch-lock';
import type { LaunchProgress } from './launch-progress';
import { prepareInstallation, type LocalInstallation } from './local-installation';
import { startLocalKafka } from './local-kafka';
import { serverPort } from './local-ports';
import { startLocalPostgres } from './local-postgres';
import { localServices, participants, serviceUrl, type LocalService } from './local-services';
import type { LocalSettings } from './local-settings';
import { checkFolder, checkJava, checkMaven, checkPorts } from './preflight';
import { prepareTrust } from './prepare-trust';
import { RestartingProcess } from './restarting-process';
import type { PlaySamples } from './sample-player-context';
import type { ServerKeeper } from './server-keeper';
import { serviceEnvironment, type ServerAddresses } from './service-environment';
import { ServiceSupervisor } from './service-supervisor';
import { writeJson } from './write-atomically';

const ORPHAN_GRACE_MS = 5000;
const SERVICE_READY_MS = 90_000;
/** Together below the 10 s that a stop may take. */
const SERVICE_GRACE_MS = 4500;
const SERVER_GRACE_MS = 4500;

/** Brings up the whole system on this machine and takes it down again. */
export class Launcher {
  private readonly paths: HomePaths;
  private readonly register: ChildRegister;
  private readonly stopping = new AbortController();
  /** All that would start again by itself. */
  private readonly restarting: { release(): void }[] = [];
  private locked = false;

  /** @param dist folder of the compiled sources */
  constructor(private readonly settings: LocalSettings, private readonly dist: string, private readonly progress: LaunchProgress) {
    this.paths = homePaths(settings.home);
    this.register = new ChildRegister(this.paths.children);
  }

  /** Resolves when everything is ready and the discovery document is there. @throws LaunchFailure with the remedy */
  async start(): Promise<void> {
    await this.preflight();
    const installation = prepareInstallation(this.settings);
    const support = installation.services.filter(({ kind }) => kind === 'support');
    const [servers] = await allOrFirstFailure([
      this.startServers(installation),
      // These need neither Kafka nor PostgreSQL.
      this.startServices(installation, support, { brokers: '', ownBroker: false, databaseUrl: () => '' }),
    ]);
    await this.startServices(installation, participants(installation.services), servers);
    if (this.settings.samples) await this.playSamples(installation);
    rmSync(this.paths.clock, { force: true });
    if (this.stopping.signal.aborted) return;
    writeJson(this.paths.discovery, discoveryDocument(installation));
    this.progress.line(closingWords(installation));
  }

  /** Stops everything that was started, services first. Resolves within 10 s. */
  async stop(): Promise<void> {
    if (this.locked) rmSync(this.paths.discovery, { force: true });
    this.stopping.abort();
    this.register.close();
    for (const process of this.restarting) process.release();
    await this.register.stop(SERVICE_GRACE_MS, localServices(this.settings.portBase).map(({ name }) => name));
    await this.register.stop(SERVER_GRACE_MS);
    this.unlock();
  }

  /** Ends everything at once: what a second Ctrl-C asks for. */
  kill(): void {
    this.stopping.abort();
    this.register.close();
    for (const process of this.restarting) process.release();
    this.register.killAll();
    this.unlock();
  }

  private unlock(): void {
    if (!this.locked) return;
    for (const file of [this.paths.discovery, this.paths.children, this.paths.launcher]) rmSync(file, { force: true });
    this.locked = false;
  }

  private async preflight(): Promise<void> {
    const { home, env, portBase, brokers, databaseUrl } = this.settings;
    checkFolder(home);
    takeLaunchLock(this.paths.launcher);
    this.locked = true;
    rmSync(this.paths.discovery, { force: true });
    const orphans = await endOrphans(this.paths.children, ORPHAN_GRACE_MS);
    if (orphans.length > 0) this.progress.line(`已结束上次遗留的进程 ended what an earlier launch left running: ${orphans.join(', ')}`);
    if (!brokers) {
      await checkJava(env);
      // Maven runs on Java: asked first, it would be blamed for it.
      await checkMaven(this.paths.kafkaJars, env);
    }
    await checkPorts([
      ...localServices(portBase),
      ...(brokers ? [] : [{ name: 'Kafka', port: serverPort(portBase, 'kafka') }, { name: 'Kafka controller', port: serverPort(portBase, 'kafkaController') }]),
      ...(databaseUrl ? [] : [{ name: 'PostgreSQL', port: serverPort(portBase, 'postgres') }]),
    ]);
  }

  private get keeper(): ServerKeeper {
    return {
      signal: this.stopping.signal,
      once: (start) => { this.register.start(start); },
      keep: (name, start) => {
        const server = new RestartingProcess({ name, start, register: this.register, onRestart: (message) => this.progress.line(message) });
        this.restarting.push(server);
        server.start();
      },
    };
  }

  /** Kafka, PostgreSQL, the directory and what needs none of them, side by side. */
  private async startServers(installation: LocalInstallation): Promise<ServerAddresses> {
    const { brokers, databaseUrl, portBase } = this.settings;
    const databases = participants(installation.services).map(({ name }) => name);
    const addresses = { brokers: brokers ?? `127.0.0.1:${serverPort(portBase, 'kafka')}`, ownBroker: !brokers };
    const [urlOf] = await allOrFirstFailure([
      databaseUrl ? this.progress.step('PostgreSQL（DATABASE_URL）', () => useGivenPostgres(databaseUrl, databases))
        : this.progress.step('PostgreSQL', () => startLocalPostgres(installation, databases, this.keeper)),
      (async () => {
        if (!brokers) await this.progress.step('Kafka', () => startLocalKafka(installation, this.keeper));
        await this.progress.step('主题与权限 topics and access rules', () => applyLocalTopology(installation, this.dist, { ...addresses, databaseUrl: () => '' }, this.stopping.signal));
      })(),
      prepareTrust(installation, this.dist, this.stopping.signal),
    ]);
    return { ...addresses, databaseUrl: urlOf };
  }

  private async startServices(installation: LocalInstallation, services: readonly LocalService[], servers: ServerAddresses): Promise<void> {
    await Promise.all(services.map((service) => {
      const supervisor = new ServiceSupervisor({
        service, dist: this.dist, env: serviceEnvironment(installation, service, servers), logFolder: this.paths.logs, register: this.register,
        onRestart: (message) => this.progress.line(message),
      });
      this.restarting.push(supervisor);
      supervisor.start();
      return this.progress.step(`${service.name} ${serviceUrl(service)}`, () => supervisor.ready(SERVICE_READY_MS));
    }));
  }

  private async playSamples(installation: LocalInstallation): Promise<void> {
    const file = join(__dirname, 'play-samples.js');
    if (!existsSync(file)) return;
    const { playSamples } = (await import(file)) as { playSamples: PlaySamples };
    await this.progress.step('样例 sample stories', () => playSamples({
      ...discoveryDocument(installation), home: this.paths.home, clockFile: this.paths.clock, root: this.settings.root, signal: this.stopping.signal,
      coreBankingUrl: `http://127.0.0.1:${serverPort(this.settings.portBase, 'coreBanking')}`, log: (line) => this.progress.line(line),
    }));
  }
}

/** Like Promise.all, but waits for the others to settle, so that nothing is still being started when the failure is told. */
async function allOrFirstFailure<T extends readonly unknown[]>(work: readonly [...{ [K in keyof T]: Promise<T[K]> }]): Promise<T> {
  const promises: readonly Promise<unknown>[] = work;
  await Promise.allSettled(promises);
  return (await Promise.all(promises)) as unknown as T;
}
