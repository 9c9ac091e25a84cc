import { readFileSync } from 'node:fs';

/**
 * Loaded into a service's process before anything else (`node --require`): its machine's clock is off by as many ms as the file of
 * `FAULT_CLOCK_OFF` says; none while there is no file. Monotonic time goes on as ever, and so do timers.
 */
const readEveryMs = 200;
const file = process.env.FAULT_CLOCK_OFF;
let offMs = 0;

function read(): void {
  try {
    offMs = Number(readFileSync(file!, 'utf8')) || 0;
  } catch {
    offMs = 0;
  }
}

if (file !== undefined) {
  read();
  setInterval(read, readEveryMs).unref();
  const now = (): number => RealDate.now() + offMs;
  const RealDate = Date;
  globalThis.Date = new Proxy(RealDate, {
    construct: (date, given: [], made) => Reflect.construct(date, given.length === 0 ? [now()] : given, made) as Date,
    apply: () => new RealDate(now()).toString(),
    get: (date, key, receiver) => (key === 'now' ? now : (Reflect.get(date, key, receiver) as unknown)),
  });
}
