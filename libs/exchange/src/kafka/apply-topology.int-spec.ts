import { randomTopicPrefix, testKafka } from '../../../../test/support/test-kafka';
import { applyTopology } from './apply-topology';
import { topicAccessRules } from './topic-access-rules';
import type { Topology } from './topology';

jest.setTimeout(60_000);

const lane = (name: string) => ({ name, partitions: 2, config: { 'compression.type': 'gzip', 'retention.ms': '604800000' } });
const topology: Topology = {
  topics: [lane('exchange.tennis-club.chess-club'), lane('exchange.chess-club.tennis-club')],
  principals: [
    { name: 'tennis-club', acls: [
      { resource: 'topic', name: 'exchange.tennis-club.chess-club', pattern: 'literal', operation: 'write' },
      { resource: 'cluster', name: 'kafka-cluster', pattern: 'literal', operation: 'idempotent_write' },
    ] },
    { name: 'chess-club', acls: [
      { resource: 'topic', name: 'exchange.tennis-club.chess-club', pattern: 'literal', operation: 'read' },
      { resource: 'group', name: 'chess-club.', pattern: 'prefixed', operation: 'read' },
    ] },
  ],
};

describe('applyTopology', () => {
  const prefix = randomTopicPrefix();
  const topic = `${prefix}exchange.tennis-club.chess-club`;

  afterAll(async () => {
    const admin = testKafka('admin').admin();
    await admin.connect();
    await admin.deleteTopics({ topics: topology.topics.map(({ name }) => prefix + name) });
    await admin.deleteAcls({ filters: topicAccessRules(topology.principals, prefix).filter(({ resourceName }) => resourceName.startsWith(prefix)) });
    await admin.disconnect();
  });

  it('creates what is missing, and the second time changes nothing', async () => {
    const first = await applyTopology(testKafka('admin'), topology, { topicPrefix: prefix });
    expect(first.topicsCreated).toHaveLength(2);
    const second = await applyTopology(testKafka('admin'), topology, { topicPrefix: prefix });
    expect(second).toMatchObject({ topicsCreated: [], topicsChanged: [] });
  });

  it('brings a changed configuration up to date but leaves the partition count', async () => {
    const changed = { ...topology, topics: topology.topics.map((entry) => ({ ...entry, partitions: 5, config: { ...entry.config, 'retention.ms': '86400000' } })) };
    const applied = await applyTopology(testKafka('admin'), changed, { topicPrefix: prefix });
    expect(applied.topicsChanged).toHaveLength(2);
    const admin = testKafka('admin').admin();
    await admin.connect();
    const { topics } = await admin.fetchTopicMetadata({ topics: [topic] });
    await admin.disconnect();
    expect(topics[0]?.partitions).toHaveLength(2);
  });

  it('lets the writer write and the reader read, and refuses the reader to write', async () => {
    const writer = testKafka('tennis-club').producer({ idempotent: true });
    await writer.connect();
    await writer.send({ topic, messages: [{ key: 'request-1', value: 'one' }] });
    await writer.disconnect();

    const forger = testKafka('chess-club').producer({ retry: { retries: 0 } });
    await forger.connect();
    await expect(forger.send({ topic, messages: [{ value: 'forged' }] })).rejects.toThrow(/[Aa]uthoriz/);
    await forger.disconnect();

    const reader = testKafka('chess-club').consumer({ groupId: `chess-club.${prefix}reader` });
    await reader.connect();
    await reader.subscribe({ topic, fromBeginning: true });
    const seen = await new Promise<string>((resolve) => { void reader.run({ eachMessage: async ({ message }) => resolve(String(message.value)) }); });
    await reader.disconnect();
    expect(seen).toBe('one');
  });

  it('refuses a foreign lane and an unknown principal', async () => {
    const foreign = testKafka('police').producer({ retry: { retries: 0 } });
    await foreign.connect();
    await expect(foreign.send({ topic, messages: [{ value: 'x' }] })).rejects.toThrow(/[Aa]uthoriz/);
    await foreign.disconnect();
    expect(() => testKafka('golf-club')).toThrow('no principal golf-club');
  });

  it('takes away rules that the topology no longer holds, when told that the broker is ours', async () => {
    // A principal of this spec's own (rules need no user): other specs' rules are left alone.
    const name = `golf-club-${prefix}`;
    const rule = (operation: 'read' | 'write') => ({ resource: 'topic', name: 'exchange.golf-club.chess-club', pattern: 'literal', operation }) as const;
    const holding = (...operations: ('read' | 'write')[]) => ({ topics: [], principals: [{ name, acls: operations.map(rule) }] });
    await applyTopology(testKafka('admin'), holding('read', 'write'), { topicPrefix: prefix });
    expect((await applyTopology(testKafka('admin'), holding('read'), { topicPrefix: prefix })).revoked).toBe(0);
    expect((await applyTopology(testKafka('admin'), holding('read'), { topicPrefix: prefix, revokeOthers: true })).revoked).toBe(1);
    expect((await applyTopology(testKafka('admin'), holding(), { topicPrefix: prefix, revokeOthers: true })).revoked).toBe(1);
  });
});
