import { EntitySchema } from 'typeorm';
import { createKafka } from '@lianzhi/exchange';
import { createDataSource, uuidv7 } from '@lianzhi/platform';
import type { LocalInstance } from '../local-instance';

interface Exchange { id: string; state: string; payload: string }
const schema = new EntitySchema<Exchange>({ name: 'plain_exchange', columns: { id: { type: 'uuid', primary: true }, state: { type: 'text' }, payload: { type: 'text' } } });
const topics = { asked: 'bench.plain.asked', answered: 'bench.plain.answered' };
const payload = 'x'.repeat(1024);

/**
 * The way most people write it: `repository.save()`, then `producer.send`, then `eachMessage` with `save()` and `send` on the other side. No HTTP,
 * no signatures, no encryption, no order, and a crash between the two loses or repeats a message. Exchanges per second with so many callers at once.
 */
export async function measurePlainWay(instance: LocalInstance, concurrencies: readonly number[], seconds: number): Promise<Record<string, number>> {
  const kafka = createKafka({ brokers: instance.kafka.brokers, clientId: 'bench-plain', sasl: { username: instance.kafka.username, password: instance.kafka.password } });
  const admin = kafka.admin();
  await admin.connect();
  await admin.createTopics({ topics: Object.values(topics).map((topic) => ({ topic, numPartitions: 3, replicationFactor: 1 })), waitForLeaders: true });
  const source = await createDataSource({ databaseUrl: instance.databaseUrl, agency: 'bench' }, [schema]).initialize();
  await source.query('CREATE TABLE IF NOT EXISTS plain_exchange (id uuid PRIMARY KEY, state text NOT NULL, payload text NOT NULL)');
  const repository = source.getRepository(schema);
  const producer = kafka.producer({ idempotent: true, maxInFlightRequests: 1 });
  await producer.connect();
  const send = (topic: string, exchange: Exchange): Promise<unknown> => producer.send({ topic, acks: -1, messages: [{ key: exchange.id, value: JSON.stringify(exchange) }] });
  const answered = new Map<string, () => void>();
  const bank = await consume(kafka, topics.asked, async (asked) => {
    await send(topics.answered, await repository.save({ ...asked, state: 'answered' }));
  });
  const court = await consume(kafka, topics.answered, async (answer) => {
    await repository.save({ ...answer, state: 'closed' });
    answered.get(answer.id)?.();
  });
  const exchange = async (): Promise<void> => {
    const asked = await repository.save({ id: uuidv7(), state: 'submitted', payload });
    const isAnswered = new Promise<void>((resolve) => { answered.set(asked.id, resolve); });
    await send(topics.asked, asked);
    await isAnswered;
    answered.delete(asked.id);
  };
  const results: Record<string, number> = {};
  for (const concurrent of concurrencies) results[`c${concurrent}`] = await drive(exchange, concurrent, seconds);
  await Promise.all([bank.disconnect(), court.disconnect()]);
  await producer.disconnect();
  await repository.query('DROP TABLE plain_exchange');
  await source.destroy();
  await admin.deleteTopics({ topics: Object.values(topics) });
  await admin.disconnect();
  return results;
}

async function consume(kafka: ReturnType<typeof createKafka>, topic: string, handle: (exchange: Exchange) => Promise<void>) {
  const consumer = kafka.consumer({ groupId: topic, maxWaitTimeInMs: 100 });
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  await consumer.run({ eachMessage: ({ message }) => handle(JSON.parse(message.value!.toString()) as Exchange) });
  return consumer;
}

async function drive(exchange: () => Promise<void>, concurrent: number, seconds: number): Promise<number> {
  const begun = performance.now();
  let exchanges = 0;
  await Promise.all(Array.from({ length: concurrent }, async () => {
    for (; performance.now() - begun < seconds * 1000; exchanges += 1) await exchange();
  }));
  return exchanges / ((performance.now() - begun) / 1000);
}
