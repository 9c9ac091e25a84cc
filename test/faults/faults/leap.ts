import { drain } from '../auditor/drain';
import type { FaultContext } from './fault';

const patienceMs = 60_000;

/**
 * Story time goes on by so much at once, when everything said before stands on the lanes: a message carries how far story time was ahead when
 * it was made, so one that was made before a leap and published behind it would count as published before it.
 * @param before what is done first, while callers are silent
 */
export async function leap<T>({ world, load, lanes }: Pick<FaultContext, 'world' | 'load' | 'lanes'>, ms: number, before: () => Promise<T>): Promise<T> {
  return load.silentDuring(async () => {
    await drain(world, lanes, patienceMs);
    const result = await before();
    world.clock.advance(ms);
    return result;
  });
}
