import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Kafka } from 'kafkajs';
import { messageType, sourceOf, type LianzhiEvent, type MoveName } from '@lianzhi/contracts';
import { ContentKeys, Directory, EcdsaSigner, EventComposer, leafBytes, type Draft, type Jwk, type OperatorKeys, type SignedRecord, type Signer } from '@lianzhi/exchange';
import { businessClockOf, uuidv7 } from '@lianzhi/platform';
import type { RequestEnds } from '../../../deploy/local/stories';
import { testKafka } from '../../support/test-kafka';
import type { SharedSystem } from './shared-system';

export interface Composed { topic: string; event: LianzhiEvent }
export interface Sent { topic: string; partition: number; offset: string }

/** Writes on the lanes of an operator with its own keys, past its desk: what a foreign or a broken system could send. */
export class Forger {
  readonly signer: EcdsaSigner;
  private readonly composer: EventComposer;
  readonly kafka: Kafka;

  constructor(private readonly system: SharedSystem, readonly operator: string) {
    const read = (path: string): string => readFileSync(join(system.state.home, path), 'utf8');
    const keys = JSON.parse(read(`keys/${operator}.json`)) as OperatorKeys;
    const directory = new Directory(JSON.parse(read('keys/root.public.json')) as Jwk);
    for (const line of read('directory.jsonl').trim().split('\n')) directory.apply(JSON.parse(line) as SignedRecord);
    this.signer = EcdsaSigner.of(keys);
    this.composer = new EventComposer(operator, directory, new ContentKeys(operator, keys, directory), businessClockOf({ clockFile: system.state.clockFile }));
    this.kafka = testKafka(operator);
  }

  /** A move about a request of type `query-person`, not signed yet. */
  compose(move: MoveName, { id, from, to }: RequestEnds, by: 'requester' | 'recipient', more: Partial<Draft> = {}, body: object = {}): Composed {
    const [sender, recipient] = by === 'requester' ? [from, to] : [to, from];
    const draft: Draft = {
      id: uuidv7(), source: sourceOf(sender), type: messageType(move), subject: id, dataschema: 'urn:lianzhi:contract:query-person:1', recipient,
      requesttype: 'query-person', urgency: 'ordinary', thread: id, sequence: 2, ...more,
    };
    const { topic, event } = this.composer.compose(draft, body);
    return { topic, event: JSON.parse(event.toString('utf8')) as LianzhiEvent };
  }

  /** The bytes as they go on the topic. `siblings` share the signed batch. */
  sign({ topic, event }: Composed, { signer = this.signer, siblings = [] }: { signer?: Signer; siblings?: Composed[] } = {}): Buffer {
    const [proof] = signer.signBatch([leafBytes(event, topic), ...siblings.map((one) => leafBytes(one.event, one.topic))]);
    return Buffer.from(JSON.stringify({ ...event, proof }));
  }

  async publish(topic: string, key: string, value: Buffer | string, compression?: number): Promise<Sent> {
    const producer = this.kafka.producer();
    await producer.connect();
    const [answer] = await producer.send({ topic: `${this.system.state.topicPrefix}${topic}`, ...(compression !== undefined && { compression }), messages: [{ key, value }] });
    await producer.disconnect();
    return { topic, partition: answer!.partition, offset: answer!.baseOffset! };
  }
}
