import { setTimeout as pause } from 'node:timers/promises';
import type { CallFacts, Fault, Faults } from './faults';
import { HttpAnswer } from './http-answer';
import type { Routes } from './simulator-server';

/** What tests and people at a demonstration switch on and off: never delayed, never lost. */
export const faultRoutes = (faults: Faults): Routes => ({
  'GET /health/live': () => new HttpAnswer(200, { status: 'live' }),
  'GET /health/ready': () => new HttpAnswer(200, { status: 'ready' }),
  'GET /faults': () => new HttpAnswer(200, faults.current()),
  'PUT /faults': ({ body }) => {
    const settings = faults.read(body);
    if (settings === undefined) return new HttpAnswer(422, { code: 'invalid' });
    faults.set(settings);
    return new HttpAnswer(200, settings);
  },
  'DELETE /faults': () => { faults.set({}); return new HttpAnswer(200, {}); },
});

/** Carries out a call as far as the faults that are on let it. `undefined` drops the connection. */
export async function withFaults(faults: Faults, call: CallFacts, carryOut: (fault: Fault) => unknown): Promise<HttpAnswer | undefined> {
  const { delayMs = 0 } = faults.of(call);
  if (delayMs > 0) await pause(delayMs);
  // Looked at again: what was switched off meanwhile is off.
  const fault = faults.of(call);
  if (fault.down === true) return undefined;
  if (fault.errorRate !== undefined && Math.random() < fault.errorRate) return new HttpAnswer(500, { code: 'simulated' });
  const result = carryOut(fault);
  if (call.operation !== 'find' && faults.takeLostAnswer(call)) return undefined;
  return result instanceof HttpAnswer ? result : new HttpAnswer(200, result);
}
