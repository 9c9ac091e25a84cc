// Long for its size.
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { applyTopology, createKafka, KafkaBus } from '@lianzhi/exchange';
import { KafkaBroker } from '../../deploy/local/kafka-broker';
import { prepareKafkaJars } from '../../deploy/local/kafka-jars';
import { eventually, pause } from '../conformance/bus-under-test';
import { readAll } from '../conformance/publishing';
import { Receiver } from '../conformance/receiver';

jest.setTimeout(240_000);

const root = resolve(__dirname, '..', '..');

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}

/** A broker of its own, since this one is stopped and killed. */
describe('a broker that goes away and comes back', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lianzhi-broker-'));
  let broker: KafkaBroker;
  let port: number;
  const kafka = () => createKafka({ brokers: [`127.0.0.1:${port}`], clientId: 'test', sasl: { username: 'admin', password: 'adminsecret' } });
  const buses: KafkaBus[] = [];
  const connect = () => {
    const bus = new KafkaBus({ kafka: kafka(), principal: 'admin', consumer: { sessionTimeoutMs: 6_000, maxWaitMs: 50, stopDeadlineMs: 2_000 } });
    buses.push(bus);
    return bus;
  };

  beforeAll(async () => {
    const jars = join(root, 'node_modules', '.cache', 'lianzhi-kafka-jars');
    await prepareKafkaJars(join(root, 'deploy', 'kafka', 'pom.xml'), jars, process.env);
    port = await freePort();
    broker = new KafkaBroker({ templates: join(root, 'deploy', 'kafka'), jars, home: join(folder, 'kafka'), logFolder: folder, port, controllerPort: await freePort(), passwords: { admin: 'adminsecret' }, env: process.env });
    await broker.format();
    broker.start();
    await broker.ready(120_000);
    await applyTopology(kafka(), { topics: [{ name: 'lane', partitions: 3, config: { 'compression.type': 'gzip' } }], principals: [] });
  });
  afterAll(async () => {
    await Promise.all(buses.map((bus) => bus.close()));
    await broker.stop(10_000);
    rmSync(folder, { recursive: true, force: true });
  });

  it.each([['killed', 0], ['stopped', 20_000]])('loses nothing when it is %s: consumers and publishers go on by themselves', async (how, graceMs) => {
    const [publisher, consumer, receiver] = [connect(), connect(), new Receiver()];
    await consumer.consume(receiver.options(`admin.${how}`, 'lane'));
    const confirmed = new Set<string>();
    let over = false;
    const writing = (async () => {
      for (let n = 0; !over; n += 1) {
        const value = `${how}:${n}`;
        for (;;) {
          try { await publisher.publish([{ topic: 'lane', key: `request-${n % 9}`, value: Buffer.from(value) }]); break; } catch { await pause(100); }
        }
        confirmed.add(value);
        await pause(20);
      }
    })();
    await eventually('some arrived', () => receiver.values.length > 20);
    await broker.stop(graceMs);
    await pause(3_000);
    broker.start();
    await broker.ready(120_000);
    const before = confirmed.size;
    await eventually('publishing goes on', () => confirmed.size > before + 20, 60_000);
    over = true;
    await writing;
    await eventually('all arrived', () => containsAll(new Set(receiver.values), confirmed), 90_000);
    expect(receiver.crashes).toEqual([]);
    const stored = new Set((await readAll(connect(), 'lane')).map(({ value }) => value!.toString()));
    expect(containsAll(stored, confirmed)).toBe(true);
  });
});

const containsAll = (set: Set<string>, wanted: Set<string>): boolean => [...wanted].every((value) => set.has(value));
