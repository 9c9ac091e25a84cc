import { connect as connectSocket, type Socket } from 'node:net';
import { createKafka, KafkaBus, type ConsumerSettings, type MessageBus, type Topology } from '@lianzhi/exchange';
import { findTestServers } from '../support/find-test-servers';
import { applyTestTopology, randomTopicPrefix, testKafka } from '../support/test-kafka';
import type { BusUnderTest } from './bus-under-test';

/** Sockets of one client that can be cut for good, as those of a killed process. */
class Wires {
  private readonly sockets = new Set<Socket>();
  private cutForGood = false;

  readonly factory = ({ host, port, onConnect }: { host: string; port: number; onConnect: () => void }): Socket => {
    const socket = connectSocket({ host, port: this.cutForGood ? 1 : port }, onConnect);
    socket.setNoDelay(true);
    this.sockets.add(socket);
    socket.once('close', () => this.sockets.delete(socket));
    return socket;
  };

  /** Connections break now; new ones are possible unless `forGood`. */
  cut(forGood: boolean): void {
    this.cutForGood ||= forGood;
    for (const socket of this.sockets) socket.destroy(Object.assign(new Error('connection reset'), { code: 'ECONNRESET' }));
  }

  mend(): void { this.cutForGood = false; }
}

export interface KafkaUnderTest extends BusUnderTest {
  /** A topic under exactly this name, with this configuration of the broker's. */
  createNamed(name: string, partitions: number, config?: Record<string, string>): Promise<string>;
  connectAs(principal: string, consumer?: Partial<ConsumerSettings>): MessageBus;
  cutConnections(bus: MessageBus): void;
  /** Real names at the broker begin with this. */
  readonly prefix: string;
}

const gzip = { 'compression.type': 'gzip' };

/** The bus on the real broker, as the operator `tennis-club`, which may use the topics `open.*` only. */
export async function kafkaUnderTest(): Promise<KafkaUnderTest> {
  const prefix = randomTopicPrefix();
  const wires = new Map<MessageBus, Wires>();
  const names: string[] = [];
  const access: Topology['principals'] = [{
    name: 'tennis-club',
    acls: [
      ...(['read', 'write', 'describe'] as const).map((operation) => ({ resource: 'topic' as const, name: 'open.', pattern: 'prefixed' as const, operation })),
      { resource: 'topic', name: 'seen.', pattern: 'prefixed', operation: 'describe' },
      { resource: 'group', name: 'tennis-club.', pattern: 'prefixed', operation: 'read' },
      { resource: 'cluster', name: 'kafka-cluster', pattern: 'literal', operation: 'idempotent_write' },
    ],
  }];
  await applyTestTopology({ topics: [], principals: access }, prefix);
  let made = 0;
  const create = async (name: string, partitions: number, config: Record<string, string> = gzip) => {
    await applyTestTopology({ topics: [{ name, partitions, config }], principals: [] }, prefix);
    names.push(prefix + name);
    return name;
  };
  const connectAs = (principal: string, consumer: Partial<ConsumerSettings> = {}): MessageBus => {
    const { brokers, passwords } = findTestServers();
    const wire = new Wires();
    const kafka = createKafka({ brokers, clientId: principal, sasl: { username: principal, password: passwords[principal]! }, socketFactory: wire.factory });
    const bus = new KafkaBus({ kafka, principal, topicPrefix: prefix, consumer: { sessionTimeoutMs: 6_000, maxWaitMs: 50, stopDeadlineMs: 2_000, ...consumer } });
    wires.set(bus, wire);
    return bus;
  };
  return {
    prefix, connectAs, createNamed: create,
    connect: () => connectAs('tennis-club'),
    release: async (bus) => {
      const closed = bus.close();
      // kafkajs knocks for many seconds at a broker that it cannot reach.
      wires.get(bus)!.mend();
      await closed;
    },
    createTopic: (partitions) => create(`open.${++made}`, partitions),
    createForbiddenTopic: () => create(`closed.${++made}`, 1),
    kill: (bus) => wires.get(bus)!.cut(true),
    cutConnections: (bus) => wires.get(bus)!.cut(false),
    newGroup: () => `tennis-club.${++made}`,
    close: async () => {
      const admin = testKafka('admin').admin();
      await admin.connect();
      await admin.deleteTopics({ topics: names });
      await admin.disconnect();
    },
  };
}
