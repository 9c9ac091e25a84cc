import { readFile } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { coordinatorOperator, documentsTopic, lanesOf, laneTopic, noticesTopic, type Catalogue } from '@lianzhi/contracts';
import { businessClockOf, createDataSource, DataCipher, poolOf, runMigrations, StartupError, type Migration, type ServiceConfig, type ServiceLogger } from '@lianzhi/platform';
import type { LaneNames } from './bus/own-lanes';
import { Directory, DirectoryReader, KeysFile } from './directory';
import { Exchange } from './exchange';
import { noMetrics, type ExchangeMetrics, type MessageLog } from './exchange-metrics';
import { journalMigrations } from './journal/journal-migrations';
import { createKafka, KafkaBus } from './kafka';
import type { Jwk } from './signature';

export interface OpenExchangeOptions {
  config: ServiceConfig;
  catalogue: Catalogue;
  /** Tables of the service, besides the exchange's own. */
  migrations: readonly Migration[];
  logger: ServiceLogger;
  metrics?: ExchangeMetrics;
  /** Runs once the directory has been read to its end, before the operator looks for itself in it: the coordinator publishes here. */
  onDirectory?: (bus: KafkaBus, directory: Directory, reader: DirectoryReader) => Promise<void>;
  onCrash: (error: Error) => void;
}

export interface OpenedExchange {
  exchange: Exchange;
  bus: KafkaBus;
  dataSource: DataSource;
  cipher: DataCipher;
  reader: DirectoryReader;
  close(): Promise<void>;
}

/** How long a service waits at its start for the directory to name its own keys, ms. */
const patience = 60_000;

/** Opens database, bus and directory of a service and puts its exchange together; nothing is read or published of lanes yet. */
export async function openExchange({ config, catalogue, migrations, logger, metrics, onDirectory, onCrash }: OpenExchangeOptions): Promise<OpenedExchange> {
  const onError = (where: string, error: unknown): void => logger.error({ where, err: error }, 'failed, will be tried again');
  const dataSource = await createDataSource({ databaseUrl: config.databaseUrl, agency: config.operator }).initialize().catch((error: unknown) => {
    const reason = (error as { code?: string }).code ?? (error as Error).name;
    throw new StartupError(`数据库无法连接（${reason}）：请检查 PostgreSQL 是否运行、DATABASE_URL 的地址、账号与库名是否正确。`, `The database cannot be reached (${reason}): check that PostgreSQL runs and that DATABASE_URL names the right address, user and database.`);
  });
  const pool = poolOf(dataSource);
  await runMigrations(pool, [...journalMigrations, ...migrations]);
  const bus = new KafkaBus({
    kafka: createKafka({ brokers: config.kafka.brokers, clientId: config.operator, sasl: config.kafka.sasl, ssl: config.kafka.ssl, logger }),
    principal: config.kafka.sasl?.username ?? config.operator, topicPrefix: config.kafka.topicPrefix, onRetry: (error) => onError('bus', error),
    ...(config.clockFile === undefined ? {} : { consumer: { sessionTimeoutMs: 10_000 } }),
  });
  const directory = new Directory(await readJson<Jwk>(config.rootKeyFile));
  const reader = new DirectoryReader(bus, directory, { onRefused: (key) => logger.warn({ key }, 'directory record refused'), onCrash });
  await reader.start();
  await onDirectory?.(bus, directory, reader);
  await isListed(reader, config.operator);
  const cipher = new DataCipher(config.dataKey);
  const exchange = new Exchange({
    operator: config.operator, replica: `${config.operator}-${randomUUID()}`, pool, bus, directory, reader, cipher,
    keys: readKeys(config.keysFile, onError), clock: businessClockOf(config), lanes: () => lanesOfOperator(config.operator, catalogue, directory),
    ...(config.clockFile === undefined ? {} : { sealEveryMs: 1_500 }), metrics: metrics ?? noMetrics, messageLog: messageLogOf(logger), onError, onCrash,
  });
  return {
    exchange, bus, dataSource, cipher, reader,
    async close() {
      await exchange.stop();
      await reader.stop();
      await bus.close();
      await dataSource.destroy();
    },
  };
}

/** Ids and types only: nothing that a message says. */
export const messageLogOf = (logger: ServiceLogger): MessageLog => (line) => logger.info(line, 'message');

/** Reads what is addressed to the operator; the coordinator reads every lane and no document. */
function lanesOfOperator(operator: string, catalogue: Catalogue, directory: Directory): LaneNames {
  const lanes = lanesOf(catalogue, directory.operators());
  if (operator === coordinatorOperator) return { reads: lanes.map(({ from, to }) => laneTopic(from, to)), writes: [] };
  const incoming = lanes.filter(({ to }) => to === operator);
  return {
    reads: [...incoming.flatMap(({ from }) => [laneTopic(from, operator), documentsTopic(from, operator)]), noticesTopic(operator)],
    writes: lanes.filter(({ from }) => from === operator).map(({ to }) => laneTopic(operator, to)),
  };
}

async function isListed(reader: DirectoryReader, operator: string): Promise<void> {
  await reader.until((directory) => directory.operator(operator) !== undefined && directory.encryptionKeyOf(operator, Date.now()) !== undefined, AbortSignal.timeout(patience))
    .catch(() => { throw new StartupError(`名录中没有运行方 ${operator} 的密钥，请先由协调方发布名录。`, `The directory has no keys of operator ${operator}: let the coordinator publish the directory first.`); });
}

function readKeys(file: string, onError: (where: string, error: unknown) => void): KeysFile {
  try {
    return new KeysFile(file, (error) => onError('keys', error));
  } catch {
    throw unreadableKeys(file);
  }
}

async function readJson<T>(file: string): Promise<T> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as T;
  } catch {
    throw unreadableKeys(file);
  }
}

const unreadableKeys = (file: string): StartupError => new StartupError(`无法读取密钥文件 ${file}，请检查路径与权限。`, `Key file ${file} cannot be read: check its path and permissions.`);
