import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { KafkaBroker } from '../../deploy/local/kafka-broker';
import { prepareKafkaJars } from '../../deploy/local/kafka-jars';
import { PostgresServer } from '../../deploy/local/postgres-server';
import { TEST_PRINCIPALS, testPassword } from './test-principals';
import type { TestServersInfo } from './test-servers-info';

export interface TestServersOptions {
  /** Root of the project. */
  root: string;
  /** Data and logs; may be removed afterwards. */
  folder: string;
  /** Where Kafka's jars are kept between runs. */
  jars: string;
  ports: { kafka: number; controller: number; postgres: number };
  env: NodeJS.ProcessEnv;
}

/** One real Kafka and one real PostgreSQL for a whole test run. */
export class TestServers {
  private constructor(readonly info: TestServersInfo, private readonly kafka: KafkaBroker, private readonly postgres: PostgresServer) {}

  static async start({ root, folder, jars, ports, env }: TestServersOptions): Promise<TestServers> {
    mkdirSync(folder, { recursive: true, mode: 0o711 });
    const passwords = Object.fromEntries(TEST_PRINCIPALS.map((principal) => [principal, testPassword(principal)]));
    const kafka = new KafkaBroker({
      templates: join(root, 'deploy', 'kafka'), jars, home: join(folder, 'kafka'), logFolder: folder, port: ports.kafka, controllerPort: ports.controller, passwords, env,
    });
    const postgres = new PostgresServer({ root, home: join(folder, 'postgres'), logFolder: folder, port: ports.postgres, password: testPassword('postgres'), durable: false, env });
    const startKafka = async () => {
      if (!existsSync(jars)) mkdirSync(jars, { recursive: true });
      await prepareKafkaJars(join(root, 'deploy', 'kafka', 'pom.xml'), jars, env);
      await kafka.format();
      kafka.start();
      await kafka.ready(90_000);
    };
    const startPostgres = async () => {
      await postgres.initialise();
      postgres.start();
      await postgres.ready(30_000);
    };
    try {
      await Promise.all([startKafka(), startPostgres()]);
    } catch (error) {
      await Promise.all([kafka.stop(5000), postgres.stop(5000)]);
      throw error;
    }
    const info: TestServersInfo = { brokers: [`127.0.0.1:${ports.kafka}`], passwords, adminDatabaseUrl: postgres.url('postgres') };
    return new TestServers(info, kafka, postgres);
  }

  /** The information as a file, for other processes (`LIANZHI_TEST_SERVERS`). */
  write(file: string): void { writeFileSync(file, JSON.stringify(this.info, null, 2), { mode: 0o600 }); }

  /** Ends both servers at once; `remove` also drops their data. */
  async stop(remove?: string): Promise<void> {
    await Promise.all([this.kafka.stop(8000), this.postgres.stop(8000)]);
    if (remove) rmSync(remove, { recursive: true, force: true });
  }
}
