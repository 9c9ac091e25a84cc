import { timeTopic } from '@lianzhi/contracts';
import { MemoryBroker, MemoryBus } from '@lianzhi/exchange';
import type { BusinessClock } from '@lianzhi/platform';
import { MovableClock } from '../testing/movable-clock';
import { BusTime, passedOnBus } from './bus-time';

const MINUTE_MS = 60_000;
const noon = Date.parse('2025-09-26T12:00:00+08:00');

describe('what has passed by the clock of the bus', () => {
  it('is nothing before a mark, then goes on with monotonic time, and is unknown again after ten minutes', () => {
    expect(passedOnBus(undefined, 5)).toBe(-Infinity);
    const witness = { at: noon, seenAt: 1_000 };
    expect(passedOnBus(witness, 1_000)).toBe(noon);
    expect(passedOnBus(witness, 4_000)).toBe(noon + 3_000);
    expect(passedOnBus(witness, 1_000 + 10 * MINUTE_MS)).toBe(noon + 10 * MINUTE_MS);
    expect(passedOnBus(witness, 1_001 + 10 * MINUTE_MS)).toBe(-Infinity);
  });

  it('is what the bus says, not what the own clock says, by one mark in five seconds', async () => {
    let [monotonic, bus] = [0, noon];
    const ahead: BusinessClock = { local: false, read: () => ({ now: new Date(bus + 10 * MINUTE_MS), offsetMs: 0 }), now: () => new Date(bus + 10 * MINUTE_MS), offsetMs: () => 0 };
    const broker = new MemoryBroker({ now: () => bus, topics: { [timeTopic]: 1 } });
    const time = new BusTime(new MemoryBus(broker), ahead, () => monotonic);
    const marks = (): number => broker.topic(timeTopic)[0]!.read(0n, 99).length;
    expect(time.passed).toBe(-Infinity);
    expect(await time.look()).toBe(noon);
    [monotonic, bus] = [4_999, noon + 4_999];
    expect(await time.look()).toBe(noon + 4_999);
    expect(marks()).toBe(1);
    // Its monotonic clock is slow: the next mark puts that right.
    [monotonic, bus] = [5_000, noon + 6_000];
    expect(await time.look()).toBe(noon + 6_000);
    expect(marks()).toBe(2);
  });

  it('follows business time in local mode: a standing clock has passed its own instant', async () => {
    const clock = new MovableClock('2025-09-26T12:00:00+08:00');
    const time = new BusTime(new MemoryBus(new MemoryBroker({ topics: { [timeTopic]: 1 } })), clock);
    expect(await time.look()).toBeGreaterThanOrEqual(noon);
    clock.set('2025-09-27T12:00:00+08:00');
    expect(time.passed).toBeLessThan(noon + MINUTE_MS);
    expect(await time.look()).toBeGreaterThanOrEqual(noon + 24 * 60 * MINUTE_MS);
  });
});
