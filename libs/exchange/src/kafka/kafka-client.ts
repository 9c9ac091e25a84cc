import './idle-request-queue';
import { Kafka, logLevel, Partitioners, type KafkaConfig, type logCreator, type SASLOptions } from 'kafkajs';

/** Where kafkajs's own warnings go; pino's shape. */
export interface KafkaClientLogger {
  debug(details: object, message: string): void;
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
}

export interface KafkaClientOptions {
  brokers: readonly string[];
  clientId: string;
  sasl?: { mechanism?: 'plain' | 'scram-sha-256' | 'scram-sha-512'; username: string; password: string };
  ssl?: KafkaConfig['ssl'];
  /** Makes the sockets; tests cut and delay connections here. */
  socketFactory?: KafkaConfig['socketFactory'];
  /** Without a logger kafkajs is silent. */
  logger?: KafkaClientLogger;
}

/**
 * The Kafka client of a service. Topics are made from the topology only, so neither producers nor consumers create any;
 * keys are hashed as the Java clients do, so that a request's messages share a partition whoever writes them.
 * Topics have `compression.type=gzip`, so a broker rewrites snappy, lz4 and zstd of other clients and no codec is needed here.
 */
export function createKafka({ brokers, clientId, sasl, ssl, socketFactory, logger }: KafkaClientOptions): Kafka {
  const kafka = new Kafka({
    brokers: [...brokers], clientId, ssl: ssl ?? false,
    ...(sasl ? { sasl: { mechanism: sasl.mechanism ?? 'scram-sha-512', username: sasl.username, password: sasl.password } as SASLOptions } : {}),
    ...(socketFactory ? { socketFactory } : {}),
    connectionTimeout: 5000, authenticationTimeout: 10_000, requestTimeout: 30_000, enforceRequestTimeout: true,
    retry: { initialRetryTime: 100, factor: 0.2, multiplier: 2, maxRetryTime: 5000, retries: 8 },
    logLevel: logger ? logLevel.WARN : logLevel.NOTHING,
    ...(logger ? { logCreator: toLogger(logger) } : {}),
  });
  const producer = kafka.producer.bind(kafka);
  const consumer = kafka.consumer.bind(kafka);
  kafka.producer = (config) => producer({ createPartitioner: Partitioners.DefaultPartitioner, allowAutoTopicCreation: false, ...config });
  kafka.consumer = (config) => consumer({ allowAutoTopicCreation: false, ...config });
  return kafka;
}

function toLogger(logger: KafkaClientLogger): logCreator {
  return () => ({ namespace, level, log: { message, timestamp: _timestamp, logger: _logger, ...details } }) => {
    const entry = { ...details, kafkajs: namespace };
    if (level === logLevel.ERROR) logger.error(entry, message);
    else if (level === logLevel.WARN) logger.warn(entry, message);
    else if (level === logLevel.INFO) logger.info(entry, message);
    else logger.debug(entry, message);
  };
}
