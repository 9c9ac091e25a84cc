import type { Pool } from 'pg';
import type { HealthRegistry } from '@lianzhi/platform';
import type { MessageBus } from './bus/message-bus';

export interface HealthParts {
  pool: Pool;
  /** Undefined where the bus is no server that could be away. */
  bus?: Pick<MessageBus, 'endOffsets'>;
  /** A topic that the service reads. */
  topic: string;
  /** Whether this replica takes in and handles. */
  receiving: () => boolean;
}

/** What a service needs before it may get work, each with what to do when it is missing. */
export function registerHealth(registry: HealthRegistry, { pool, bus, topic, receiving }: HealthParts): void {
  registry.register('database', {
    zh: '数据库无法连接：请检查 PostgreSQL 是否运行、DATABASE_URL 是否正确。', en: 'The database cannot be reached: check that PostgreSQL runs and that DATABASE_URL is right.',
  }, async () => { await pool.query('SELECT 1'); });
  if (bus) {
    registry.register('kafka', {
      zh: 'Kafka 无法连接：请检查其是否运行、KAFKA_BROKERS 与账号是否正确、主题是否已建（npm run topology:apply）。',
      en: 'Kafka cannot be reached: check that it runs, that KAFKA_BROKERS and the login are right, and that the topics are there (npm run topology:apply).',
    }, async () => { await bus.endOffsets([topic]); });
  }
  registry.register('exchange', {
    zh: '尚未开始收发：服务正在启动或恢复，请稍候；若持续如此，请看日志。', en: 'Not receiving yet: the service starts or recovers, wait a moment; if it stays so, see its log.',
  }, () => { if (!receiving()) throw new Error('not receiving yet'); });
}
