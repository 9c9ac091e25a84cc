import { CompressionCodecs, CompressionTypes } from 'kafkajs';
import { applyTestTopology, randomTopicPrefix, testKafka } from '../../../../test/support/test-kafka';
import type { ReceivedRecord } from '../bus/message-bus';
import { KafkaBus } from './kafka-bus';

jest.setTimeout(30_000);

describe('a batch compressed with what is not known here, on a topic whose broker does not rewrite it', () => {
  const prefix = randomTopicPrefix();

  it('is handed over as records that say so; those behind it are read', async () => {
    await applyTestTopology({ topics: [{ name: 'lane', partitions: 1, config: { 'compression.type': 'producer' } }], principals: [] }, prefix);
    const bus = new KafkaBus({ kafka: testKafka('admin'), principal: 'admin', topicPrefix: prefix, consumer: { maxWaitMs: 50 } });
    await bus.publish([{ topic: 'lane', key: 'before', value: Buffer.from('1') }]);
    const codecs = CompressionCodecs as Record<number, () => unknown>;
    const registered = codecs[CompressionTypes.Snappy]!;
    codecs[CompressionTypes.Snappy] = () => ({ compress: async ({ buffer }: { buffer: Buffer }) => snappyLiterals(buffer) });
    const producer = testKafka('admin').producer();
    await producer.connect();
    await producer.send({ topic: `${prefix}lane`, compression: CompressionTypes.Snappy, messages: [{ key: 'a', value: 'x' }, { key: 'b', value: 'y' }] });
    await producer.disconnect();
    codecs[CompressionTypes.Snappy] = registered;
    await bus.publish([{ topic: 'lane', key: 'behind', value: Buffer.from('2') }]);
    const all: ReceivedRecord[] = [];
    for await (const records of bus.readToEnd(['lane'], new Map())) all.push(...records);
    await bus.close();
    expect(all.map(({ offset, key }) => [offset, key])).toEqual([[0n, 'before'], [1n, null], [2n, null], [3n, 'behind']]);
    expect(all[1]!.value!.toString()).toContain('compressed with snappy');
  });
});

/** Raw snappy of literals only, at most 60 bytes each: a length as varint, then pieces behind a tag. */
function snappyLiterals(data: Buffer): Buffer {
  const parts: Buffer[] = [Buffer.from(data.length < 128 ? [data.length] : [(data.length & 127) | 128, data.length >>> 7])];
  for (let start = 0; start < data.length; start += 60) {
    const piece = data.subarray(start, start + 60);
    parts.push(Buffer.from([(piece.length - 1) << 2]), piece);
  }
  return Buffer.concat(parts);
}
