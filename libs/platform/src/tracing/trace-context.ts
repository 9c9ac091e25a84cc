import { AsyncLocalStorage } from 'node:async_hooks';
import { childTraceparent, parseTraceparent } from './traceparent';
import type { Trace } from './traceparent';

const storage = new AsyncLocalStorage<Trace>();

/** The trace of the call or message that is being handled. */
export function currentTrace(): Trace | undefined {
  return storage.getStore();
}

/** Runs `fn` as a new step of the trace that `traceparent` names, or of a new trace. */
export function runWithTrace<T>(traceparent: string | undefined, fn: () => T): T {
  return storage.run(parseTraceparent(childTraceparent(traceparent)) as Trace, fn);
}
