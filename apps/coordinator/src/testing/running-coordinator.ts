import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from 'pg';
import { catalogue, lanesOf, laneTopic } from '@lianzhi/contracts';
import { Exchange, MemoryBus, noMetrics, type MemoryBroker } from '@lianzhi/exchange';
import { DataCipher, type BusinessClock } from '@lianzhi/platform';
import { Coordinator } from '../coordinator';
import type { TestInstallation } from './fake-desks';

export interface RunningTestCoordinator {
  coordinator: Coordinator;
  stop(): Promise<void>;
}

/** One replica on the in-memory bus and a real database. */
export async function runTestCoordinator({ pool, broker, clock, installation, onError }: {
  pool: Pool; broker: MemoryBroker; clock: BusinessClock; installation: TestInstallation; onError: (where: string, error: unknown) => void;
}): Promise<RunningTestCoordinator> {
  const bus = new MemoryBus(broker);
  const { directory, reader } = await installation.readDirectory(bus);
  const exchange = new Exchange({
    operator: 'coordinator', replica: randomBytes(4).toString('hex'), pool, bus, directory, reader, keys: installation.coordinatorKeys, cipher: new DataCipher(randomBytes(32)), clock,
    lanes: () => ({ reads: lanesOf(catalogue, directory.operators()).map(({ from, to }) => laneTopic(from, to)), writes: [] }), metrics: noMetrics, onError, onCrash: (error) => onError('crash', error),
  });
  const coordinator = new Coordinator({ exchange, bus, clock, catalogue, settleMs: 100, sealingWatchMs: 200, onError });
  await coordinator.start();
  return {
    coordinator,
    async stop() {
      await coordinator.stop();
      await exchange.stop();
      await reader.stop();
      await bus.close();
    },
  };
}

/** Resolves once all of them say twice that nothing is left to call. */
export async function untilSettled(coordinators: readonly Coordinator[]): Promise<void> {
  for (let quiet = 0; quiet < 2;) {
    quiet = (await Promise.all(coordinators.map(({ settlement }) => settlement.isSettled()))).every(Boolean) ? quiet + 1 : 0;
    await sleep(60);
  }
}
