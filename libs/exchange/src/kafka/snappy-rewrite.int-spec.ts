import { CompressionCodecs, CompressionTypes } from 'kafkajs';
import { randomTopicPrefix, testKafka } from '../../../../test/support/test-kafka';
import { applyTopology } from './apply-topology';

/** Raw snappy of literals only: the length as a varint, then pieces of at most 2^16 bytes behind a tag of three bytes. */
function snappyLiterals(data: Buffer): Buffer {
  const length: number[] = [];
  for (let rest = data.length; ; rest >>>= 7) {
    length.push(rest > 127 ? (rest & 127) | 128 : rest);
    if (rest < 128) break;
  }
  const parts: Buffer[] = [Buffer.from(length)];
  for (let start = 0; start < data.length; start += 65_536) {
    const piece = data.subarray(start, start + 65_536);
    parts.push(Buffer.from([61 << 2, (piece.length - 1) & 255, (piece.length - 1) >> 8]), piece);
  }
  return Buffer.concat(parts);
}

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
