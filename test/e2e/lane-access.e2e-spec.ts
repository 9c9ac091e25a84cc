import { randomUUID } from 'node:crypto';
import { testKafka } from '../support/test-kafka';
import { useSystem } from './support/shared-system';

const system = useSystem();

/** The broker's access rules alone keep agencies from each other's answers, and from forging a court. */
describe('lanes', () => {
  const topic = (name: string) => `${system().state.topicPrefix}${name}`;

  async function write(principal: string, name: string): Promise<string> {
    const producer = testKafka(principal).producer({ retry: { retries: 0 } });
    await producer.connect();
    const answer = await producer.send({ topic: topic(name), messages: [{ key: randomUUID(), value: '{}' }] }).then(() => 'written', (error: { type?: string; name: string }) => error.type ?? error.name);
    await producer.disconnect();
    return answer;
  }

  async function read(principal: string, name: string): Promise<string> {
    const consumer = testKafka(principal).consumer({ groupId: topic(`${principal}.e2e-${randomUUID()}`), retry: { retries: 0, restartOnFailure: async () => false } });
    await consumer.connect();
    const answer = await new Promise<string>((resolve) => {
      consumer.on('consumer.crash', ({ payload: { error } }) => resolve((error as { type?: string }).type ?? error.name));
      consumer.on('consumer.group_join', () => resolve('joined'));
      consumer.subscribe({ topic: topic(name), fromBeginning: true }).then(() => consumer.run({ eachMessage: async () => undefined }))
        .catch((error: { type?: string; name: string }) => resolve(error.type ?? error.name));
    });
    await consumer.disconnect();
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
    expect(await read('police', 'exchange.court.police')).toBe('joined');
  });
});
