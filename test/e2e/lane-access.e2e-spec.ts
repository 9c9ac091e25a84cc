import { randomUUID } from 'node:crypto';
import { testKafka } from '../support/test-kafka';
import { useSystem } from './support/shared-system';

const system = useSystem();

interface KafkaFailure extends Error { type?: string; cause?: KafkaFailure; originalError?: KafkaFailure }

/** The broker's own name of the error, however deep kafkajs has wrapped it. */
const brokerError = (error: KafkaFailure): string => error.type ?? (error.cause ?? error.originalError ? brokerError((error.cause ?? error.originalError)!) : error.name);

/** The broker's access rules alone keep agencies from each other's answers, and from forging a court. */
describe('lanes', () => {
  const topic = (name: string) => `${system().state.topicPrefix}${name}`;

  async function write(principal: string, name: string): Promise<string> {
    const producer = testKafka(principal).producer({ retry: { retries: 0 } });
    await producer.connect();
    const answer = await producer.send({ topic: topic(name), messages: [{ key: randomUUID(), value: '{}' }] }).then(() => 'written', brokerError);
    await producer.disconnect();
    return answer;
  }

  /** Whoever may not even ask where a lane ends cannot read it. */
  async function read(principal: string, name: string): Promise<string> {
    const admin = testKafka(principal).admin({ retry: { retries: 0 } });
    await admin.connect();
    const answer = await admin.fetchTopicOffsets(topic(name)).then(() => 'readable', brokerError);
    await admin.disconnect();
    return answer;
  }

  it('of a bank to a court: the police can neither read nor write it', async () => {
    expect(await write('police', 'exchange.bank.court')).toBe('TOPIC_AUTHORIZATION_FAILED');
    expect(await read('police', 'exchange.bank.court')).toBe('TOPIC_AUTHORIZATION_FAILED');
  });

  it('has one writer: its reader cannot write it, nor can the coordinator, which reads all', async () => {
    expect(await write('police', 'exchange.court.police')).toBe('TOPIC_AUTHORIZATION_FAILED');
    expect(await write('coordinator', 'exchange.court.police')).toBe('TOPIC_AUTHORIZATION_FAILED');
    expect(await read('coordinator', 'documents.court.police')).toBe('TOPIC_AUTHORIZATION_FAILED');
  });

  it('can be read by whom it is for', async () => {
    expect(await read('police', 'exchange.court.police')).toBe('readable');
  });
});
