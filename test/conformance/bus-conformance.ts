import type { MessageBus } from '@lianzhi/exchange';
import type { BusUnderTest } from './bus-under-test';
import { consuming } from './consuming';
import { groups } from './groups';
import { publishing } from './publishing';
import { reading } from './reading';

/**
 * What every bus must do, whatever carries it. What is promised about duplicates: a publisher that was not answered may
 * store twice; a receiver is handed a record again only if its `onBatch` rejected, did not end, or its positions went back.
 */
export function busConformance(start: () => Promise<BusUnderTest>): void {
  let under: BusUnderTest;
  const connected: MessageBus[] = [];
  const connect = () => {
    const bus = under.connect();
    connected.push(bus);
    return bus;
  };

  beforeAll(async () => { under = await start(); });
  afterEach(async () => { await Promise.all(connected.splice(0).map((bus) => under.release(bus))); });
  afterAll(() => under.close());

  // First, since what the killed client leaves behind takes its time to end.
  groups(() => under, connect);
  publishing(() => under, connect);
  consuming(() => under, connect);
  reading(() => under, connect);
}
