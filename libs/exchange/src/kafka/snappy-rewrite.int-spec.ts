import { CompressionCodecs, CompressionTypes } from 'kafkajs';
import { snappyLiterals } from '../../../../test/support/snappy-literals';
import { randomTopicPrefix, testKafka } from '../../../../test/support/test-kafka';
import { applyTopology } from './apply-topology';

describe('a producer that compresses with snappy', () => {
  const prefix = randomTopicPrefix();
  const topic = `${prefix}exchange.tennis-club.chess-club`;

  afterAll(async () => {
    delete (CompressionCodecs as Record<number, unknown>)[CompressionTypes.Snappy];
    const admin = testKafka('admin').admin();
    await admin.connect();
    await admin.deleteTopics({ topics: [topic] });
    await admin.disconnect();
  });

  it('is rewritten to gzip by the broker, so that a client without that codec reads it', async () => {
    await applyTopology(testKafka('admin'), { topics: [{ name: 'exchange.tennis-club.chess-club', partitions: 1, config: { 'compression.type': 'gzip' } }], principals: [] }, { topicPrefix: prefix });
    CompressionCodecs[CompressionTypes.Snappy] = () => ({
      compress: async ({ buffer }: { buffer: Buffer }) => snappyLiterals(buffer),
      decompress: async () => { throw new Error('no snappy is to reach a consumer'); },
    });
    const producer = testKafka('admin').producer();
    await producer.connect();
    await producer.send({ topic, compression: CompressionTypes.Snappy, messages: [{ key: 'request-1', value: '执行'.repeat(40_000) }] });
    await producer.disconnect();

    const consumer = testKafka('admin').consumer({ groupId: `${prefix}reader` });
    await consumer.connect();
    await consumer.subscribe({ topic, fromBeginning: true });
    const seen = await new Promise<number>((resolve) => { void consumer.run({ eachMessage: async ({ message }) => resolve(message.value?.length ?? 0) }); });
    await consumer.disconnect();
    expect(seen).toBe(240_000);
  });
});
