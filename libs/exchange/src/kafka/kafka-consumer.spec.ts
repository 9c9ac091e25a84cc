import type { GroupMembership } from './group-membership';
import { KafkaConsumer } from './kafka-consumer';

const named = (name: string, message: string) => Object.assign(new Error(message), { name });
const CUT_OFF = named('KafkaJSSASLAuthenticationError', 'SASL SCRAM SHA512 authentication failed: Closed connection');
const WRONG_PASSWORD = named('KafkaJSSASLAuthenticationError', 'SASL SCRAM SHA512 authentication failed: Authentication failed during authentication due to invalid credentials');

/** A consumer whose memberships end, one after the other, with these errors when they join; then one that lasts. */
function consumerThatMeets(errors: Error[]) {
  const joins: (Error | undefined)[] = [];
  const membership = () => ({
    wasJoined: false,
    join: () => {
      const error = errors[joins.length];
      joins.push(error);
      return error ? Promise.reject(error) : Promise.resolve();
    },
    leave: () => Promise.resolve(),
  });
  return { joins, consumer: new KafkaConsumer(() => membership() as unknown as GroupMembership, ['directory']) };
}

describe('KafkaConsumer at its start', () => {
  it('tries again when the connection ended while it logged in', async () => {
    const { consumer, joins } = consumerThatMeets([CUT_OFF, CUT_OFF]);
    await consumer.start();
    expect(joins).toEqual([CUT_OFF, CUT_OFF, undefined]);
  });

  it('does not try again with a wrong password', async () => {
    const { consumer, joins } = consumerThatMeets([WRONG_PASSWORD]);
    await expect(consumer.start()).rejects.toThrow('invalid credentials');
    expect(joins).toHaveLength(1);
  });

  it('gives up when it is stopped meanwhile', async () => {
    const { consumer, joins } = consumerThatMeets([CUT_OFF, CUT_OFF, CUT_OFF, CUT_OFF]);
    const started = consumer.start();
    await consumer.stop();
    await expect(started).rejects.toThrow('Closed connection');
    expect(joins.length).toBeLessThan(4);
  });
});
