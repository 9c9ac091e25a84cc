import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { KafkaBroker } from '../../../deploy/local/kafka-broker';
import { prepareKafkaJars } from '../../../deploy/local/kafka-jars';
import { PostgresServer } from '../../../deploy/local/postgres-server';
import { ROOT } from '../../e2e/support/service-process';
import { TEST_PRINCIPALS, testPassword } from '../../support/test-principals';
import type { TestServersInfo } from '../../support/test-servers-info';
import { freePorts } from '../../support/free-ports';
import { TcpProxy } from './tcp-proxy';

/** How a service reaches the broker and its database: each by a way of its own. */
export interface Ways { kafka: TcpProxy; kafkaPort: number; database: TcpProxy; databasePort: number }

/** A broker and a database server for the faults alone, with `fsync`, and a way to both for each service. */
export class FaultServers {
  private constructor(readonly broker: KafkaBroker, readonly postgres: PostgresServer, readonly info: TestServersInfo, readonly ways: ReadonlyMap<string, Ways>) {}

  static async start(folder: string, services: readonly string[]): Promise<FaultServers> {
    mkdirSync(folder, { recursive: true, mode: 0o711 });
    const jars = join(ROOT, 'node_modules', '.cache', 'lianzhi-kafka-jars');
    mkdirSync(jars, { recursive: true });
    const [kafkaPort, controllerPort, postgresPort, ...others] = await freePorts(3 + 3 * services.length) as [number, number, number, ...number[]];
    const portsOf = (index: number): [number, number, number] => [others[3 * index]!, others[3 * index + 1]!, others[3 * index + 2]!];
    const passwords = Object.fromEntries(TEST_PRINCIPALS.map((principal) => [principal, testPassword(principal)]));
    const doors = services.map((service, index) => ({ name: `VIA_${service.replace(/\W/g, '').toUpperCase()}`, port: portsOf(index)[0], advertised: portsOf(index)[1] }));
    const broker = new KafkaBroker({ templates: join(ROOT, 'deploy', 'kafka'), jars, home: join(folder, 'kafka'), logFolder: folder, port: kafkaPort, controllerPort, passwords, env: process.env, doors });
    const postgres = new PostgresServer({ root: ROOT, home: join(folder, 'postgres'), logFolder: folder, port: postgresPort, password: testPassword('postgres'), durable: true, env: process.env });
    await prepareKafkaJars(join(ROOT, 'deploy', 'kafka', 'pom.xml'), jars, process.env);
    await Promise.all([
      broker.format().then(() => { broker.start(); return broker.ready(180_000); }),
      postgres.initialise().then(() => { postgres.start(); return postgres.ready(60_000); }),
    ]);
    const ways = new Map<string, Ways>();
    for (const [index, service] of services.entries()) {
      const [door, advertised, databasePort] = portsOf(index);
      const way: Ways = { kafka: new TcpProxy(door), kafkaPort: advertised, database: new TcpProxy(postgresPort), databasePort };
      await Promise.all([way.kafka.listen(advertised), way.database.listen(databasePort)]);
      ways.set(service, way);
    }
    const info: TestServersInfo = { brokers: [`127.0.0.1:${kafkaPort}`], passwords, adminDatabaseUrl: postgres.url('postgres') };
    const file = join(folder, 'servers.json');
    writeFileSync(file, JSON.stringify(info), { mode: 0o600 });
    process.env.LIANZHI_TEST_SERVERS = file;
    return new FaultServers(broker, postgres, info, ways);
  }

  async stop(): Promise<void> {
    await Promise.all([...this.ways.values()].flatMap(({ kafka, database }) => [kafka.close(), database.close()]));
    await Promise.all([this.broker.stop(5_000), this.postgres.stop(5_000)]);
  }
}
