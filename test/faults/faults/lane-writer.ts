import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { leafBytes, withProof, EcdsaSigner, type OperatorKeys } from '@lianzhi/exchange';
import type { EventAttributes } from '@lianzhi/contracts';
import { testKafka } from '../../support/test-kafka';
import type { FaultWorld } from '../world/fault-world';

/** Puts records on lanes past every desk: as a broken relay, a stalled one or somebody else would. */
export class LaneWriter {
  constructor(private readonly world: FaultWorld) {}

  async publish(records: readonly { topic: string; key: string; value: Buffer | null }[]): Promise<void> {
    const producer = testKafka('admin').producer({ allowAutoTopicCreation: false });
    await producer.connect();
    try {
      // One by one, so that the order is the one given.
      for (const { topic, key, value } of records) await producer.send({ topic: `${this.world.state.topicPrefix}${topic}`, messages: [{ key, value }] });
    } finally {
      await producer.disconnect();
    }
  }

  /** The bytes as the operator's own relay would publish them. */
  signed(operator: string, topic: string, attributes: EventAttributes, event: Buffer): Buffer {
    const keys = JSON.parse(readFileSync(join(this.world.state.home, 'keys', `${operator}.json`), 'utf8')) as OperatorKeys;
    const [proof] = EcdsaSigner.of(keys).signBatch([leafBytes(attributes, topic)]);
    return withProof(event, proof!);
  }
}
