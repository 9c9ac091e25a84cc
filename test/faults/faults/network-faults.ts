import { setTimeout as sleep } from 'node:timers/promises';
import type { LinkState } from '../world/tcp-proxy';
import type { Fault } from './fault';

type Peer = 'kafka' | 'database';

const link = (name: string, peer: Peer, state: LinkState, ms: number, short?: true): Fault => ({
  name: `${peer}-${name}`, ...(short && { short }),
  run: async ({ world, pace }) => {
    const service = world.chance.pick(['court', 'bank', 'coordinator']);
    const way = world.way(service)[peer];
    const lasts = Math.max(2_000, ms * pace * (0.5 + world.chance.next()));
    way.set(state);
    await sleep(lasts);
    // Whoever waits in silence finds its connections broken, as after a router came back.
    if (state !== 'cut') way.reset();
    await world.heal();
    return `of ${service} for ${(lasts / 1000).toFixed(1)} s, ${way.broken} connections broken`;
  },
});

const delayed = (peer: Peer): Fault => ({
  name: `${peer}-delayed`,
  run: async ({ world, pace }) => {
    const service = world.chance.pick(['court', 'bank', 'coordinator']);
    world.way(service)[peer].set('open', 200);
    await sleep(15_000 * pace);
    await world.heal();
    return `200 ms each way, of ${service}`;
  },
});

const reset = (peer: Peer): Fault => ({
  name: `${peer}-reset`,
  run: async ({ world, pace }) => {
    const times = Math.max(3, Math.round(15 * pace));
    for (let n = 0; n < times; n += 1) {
      world.way(world.chance.pick(world.services))[peer].reset();
      await sleep(200 + world.chance.below(1_000));
    }
    await world.heal();
    return `${times} times`;
  },
});

const slow = { cut: 15_000, silent: 40_000, mute: 30_000, deaf: 30_000 } as const;

export const networkFaults: readonly Fault[] = (['kafka', 'database'] as const).flatMap((peer) => [
  link('cut', peer, 'cut', slow.cut, true), link('silent', peer, 'silent', slow.silent), link('one-way-out', peer, 'deaf', slow.deaf), link('one-way-in', peer, 'mute', slow.mute),
  delayed(peer), reset(peer),
]);
