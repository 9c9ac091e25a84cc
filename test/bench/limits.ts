import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { createKafka } from '@lianzhi/exchange';
import type { LocalInstance } from './local-instance';

/** What the machine can do at most in this run, with nothing of ours in the way. Per second, 1 KiB each. */
export interface Limits { kafkaProducePerSecond: number; kafkaConsumePerSecond: number; postgresInsertPerSecond: number; postgresCommitPerSecond: number }

const batch = 500;
const payload = randomBytes(512).toString('hex');

export async function measureLimits(instance: LocalInstance, seconds: number): Promise<Limits> {
  const kafka = await measureKafka(instance, seconds);
  return { ...kafka, ...(await measurePostgres(instance, seconds)) };
}

async function measureKafka({ kafka }: LocalInstance, seconds: number): Promise<Pick<Limits, 'kafkaProducePerSecond' | 'kafkaConsumePerSecond'>> {
  const client = createKafka({ brokers: kafka.brokers, clientId: 'bench', sasl: { username: kafka.username, password: kafka.password } });
  const admin = client.admin();
  const topic = 'bench.limits';
  await admin.connect();
  await admin.createTopics({ topics: [{ topic, numPartitions: 3, replicationFactor: 1 }], waitForLeaders: true });
  const producer = client.producer({ idempotent: true, maxInFlightRequests: 1 });
  await producer.connect();
  let sent = 0;
  const begun = performance.now();
  while (performance.now() - begun < seconds * 1000) {
    await producer.send({ topic, acks: -1, messages: Array.from({ length: batch }, (_, index) => ({ key: String(index), value: payload })) });
    sent += batch;
  }
  const kafkaProducePerSecond = sent / ((performance.now() - begun) / 1000);
  await producer.disconnect();
  const kafkaConsumePerSecond = await consumeAll(client, topic, sent);
  await admin.deleteTopics({ topics: [topic] });
  await admin.disconnect();
  return { kafkaProducePerSecond, kafkaConsumePerSecond };
}

async function consumeAll(client: ReturnType<typeof createKafka>, topic: string, expected: number): Promise<number> {
  const consumer = client.consumer({ groupId: 'bench.limits', maxWaitTimeInMs: 100 });
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  let read = 0;
  let begun = 0;
  await new Promise<void>((resolve, reject) => {
    consumer.run({
      autoCommit: false,
      eachBatch: ({ batch: { messages } }) => {
        begun ||= performance.now();
        read += messages.length;
        if (read >= expected) resolve();
        return Promise.resolve();
      },
    }).catch(reject);
  });
  const perSecond = read / ((performance.now() - begun) / 1000);
  await consumer.disconnect();
  return perSecond;
}

async function measurePostgres({ databaseUrl }: LocalInstance, seconds: number): Promise<Pick<Limits, 'postgresInsertPerSecond' | 'postgresCommitPerSecond'>> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query('CREATE TABLE bench_limits (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, payload text NOT NULL)');
  const insertMany = await rate(seconds, batch, () => client.query({ name: 'many', text: 'INSERT INTO bench_limits (payload) SELECT * FROM unnest($1::text[])', values: [Array(batch).fill(payload)] }));
  const insertOne = await rate(seconds, 1, () => client.query({ name: 'one', text: 'INSERT INTO bench_limits (payload) VALUES ($1)', values: [payload] }));
  await client.query('DROP TABLE bench_limits');
  await client.end();
  return { postgresInsertPerSecond: insertMany, postgresCommitPerSecond: insertOne };
}

async function rate(seconds: number, rows: number, write: () => Promise<unknown>): Promise<number> {
  let written = 0;
  const begun = performance.now();
  while (performance.now() - begun < seconds * 1000) {
    await write();
    written += rows;
  }
  return written / ((performance.now() - begun) / 1000);
}
