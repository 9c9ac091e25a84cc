import { setTimeout as sleep } from 'node:timers/promises';
import { signal } from '../../e2e/support/service-process';
import { freePorts } from '../../support/free-ports';
import type { FaultWorld } from '../world/fault-world';
import { whileSlow, type Place } from './slow-statement';
import type { Fault } from './fault';

/** Ends replicas at once and starts them again, one and both in turn; of several services at the same moment. */
const killed = (services: readonly string[], more: Pick<Fault, 'short' | 'needs'> = {}): Fault => ({
  name: `${services.join('-and-')}-killed`, ...more,
  run: async ({ world, pace }) => {
    const kills = Math.max(1, Math.round(4 * pace));
    for (let times = 0; times < kills; times += 1) {
      await sleep(300 + world.chance.below(1_500));
      await Promise.all(services.map((service) => world.kill(service, times === kills - 1 ? undefined : 1 + world.chance.below(2))));
      await sleep(world.chance.below(1_000));
      await Promise.all(services.map((service) => world.start(service)));
    }
    return `${kills} times`;
  },
});

/** Both replicas die while the database holds up the statement at that place. */
const diesAt = (name: string, service: string, place: Place, short?: true): Fault => ({
  name, ...(short && { short }),
  run: async ({ world, load, pace }) => {
    let caught = 0;
    for (let times = 0; times < Math.max(1, Math.round(3 * pace)); times += 1) {
      caught += await whileSlow(world, service, place, async () => { await load.ask('query-deposits'); }, () => world.kill(service));
      await world.start(service);
    }
    if (caught === 0) throw new Error('no process was caught at that place');
    return `${caught} transactions caught there`;
  },
});

const rollingRestart: Fault = {
  name: 'rolling-restart',
  run: async ({ world }) => {
    for (const service of world.services) {
      for (const replica of [1, 2]) {
        await world.stopReplica(service, replica);
        await world.start(service);
      }
    }
    return `${world.services.length * 2} restarts`;
  },
};

/** 2 → 1 → 3 → 1 → 2 replicas; each change is a rebalance. */
const scaled: Fault = {
  name: 'replicas-1-3-1',
  run: async ({ world }) => {
    const service = world.chance.pick(['bank', 'court', 'coordinator']);
    await world.stopReplica(service, 2);
    await sleep(1_000);
    await world.start(service);
    const [port] = await freePorts(1);
    const third = await world.addReplica(service, port!);
    await sleep(2_000);
    await world.stopReplica(service, 1);
    await world.stopReplica(service, 2);
    await sleep(2_000);
    await world.start(service);
    await world.removeReplica(service, third);
    return `of ${service}`;
  },
};

/** Members come and go faster than the group settles. */
const rebalanceStorm: Fault = {
  name: 'rebalance-storm',
  run: async ({ world, pace }) => {
    const rounds = Math.max(3, Math.round(10 * pace));
    for (let times = 0; times < rounds; times += 1) {
      const { pid } = stopped(world, 'bank', 1 + (times % 2));
      // Longer than its session: the group goes on without it, and it comes back believing that it is still a member.
      await sleep(times % 3 === 0 ? 12_000 * Math.max(0.9, pace) : 500);
      signal(pid, 'SIGCONT');
      await sleep(world.chance.below(800));
    }
    return `${rounds} members stalled`;
  },
};

function stopped(world: FaultWorld, service: string, replica: number): { pid: number } {
  const { pid } = world.replicasOf(service).find((one) => one.replica === replica)!;
  signal(pid, 'SIGSTOP');
  return { pid };
}

export const processFaults: readonly Fault[] = [
  ...['bank', 'court', 'coordinator', 'police'].map((service) => killed([service])),
  // In the short form together, and not the bank: it is killed twice already, at the two worst moments (below).
  killed(['court', 'coordinator'], { short: true }),
  ...['procuratorate', 'land-registry', 'partner'].map((service) => killed([service], { needs: [service] })),
  diesAt('relay-dies-between-publish-and-mark', 'bank', { when: 'OLD.pending AND NOT NEW.pending', timing: 'BEFORE UPDATE' }, true),
  diesAt('consumer-dies-before-commit', 'bank', { when: `NEW.direction = 'i'`, timing: 'AFTER INSERT' }, true),
  // What it took in is committed, and it never says so to the broker, nor does what comes after a commit.
  diesAt('consumer-dies-after-commit', 'bank', { when: `NEW.direction = 'i'`, timing: 'AT COMMIT', goesOn: true }),
  rollingRestart, scaled, rebalanceStorm,
];
