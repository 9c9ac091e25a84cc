import { laneTopic, noticesTopic, type LianzhiEvent } from '@lianzhi/contracts';
import { createKafka, KafkaBus, positionKey, readEvent, type Positions } from '@lianzhi/exchange';
import type { FaultWorld } from '../world/fault-world';

/** One record of a lane that holds a message; garbage is counted only. */
export interface LaneRecord { topic: string; appendedAt: number; event: LianzhiEvent; value: Buffer; key: string }

/** Everything on the lanes and notices of the services, read with the broker's own rights and kept. */
export class LaneReader {
  readonly records: LaneRecord[] = [];
  garbage = 0;
  readonly topics: readonly string[];
  readonly bus: KafkaBus;
  private readonly positions: Positions = new Map();

  constructor(world: FaultWorld) {
    const desks = world.services.filter((service) => service !== 'coordinator');
    // Every lane begins or ends at the court.
    this.topics = [...desks.filter((desk) => desk !== 'court').flatMap((desk) => [laneTopic('court', desk), laneTopic(desk, 'court')]), ...desks.map(noticesTopic)];
    const { brokers, passwords } = world.servers.info;
    this.bus = new KafkaBus({ kafka: createKafka({ brokers, clientId: 'auditor', sasl: { username: 'admin', password: passwords.admin! } }), principal: 'admin', topicPrefix: world.state.topicPrefix });
  }

  /** Reads on to the ends. */
  async read(): Promise<readonly LaneRecord[]> {
    for await (const records of this.bus.readToEnd(this.topics, this.positions)) {
      for (const record of records) {
        this.positions.set(positionKey(record), record.offset + 1n);
        this.take(record);
      }
    }
    return this.records;
  }

  private take({ topic, appendedAt, value, key }: { topic: string; appendedAt: number; value: Buffer | null; key: string | null }): void {
    try {
      const event = readEvent(value!);
      if (typeof event.id !== 'string' || typeof event.subject !== 'string') throw new TypeError('no message');
      this.records.push({ topic, appendedAt, event, value: value!, key: key ?? '' });
    } catch {
      this.garbage += 1;
    }
  }
}
