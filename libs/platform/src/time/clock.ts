/** System time (leases, tokens, retries): the machine's clock, never moved. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };
