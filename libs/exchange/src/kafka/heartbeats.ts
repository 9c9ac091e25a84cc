/**
 * Heartbeats while batches are worked on: kafkajs sends them between batches only, and a slow or repeated batch must not
 * cost the membership. One timer serves all partitions, since they share one membership.
 */
export class Heartbeats {
  private waiting = 0;
  private timer: NodeJS.Timeout | undefined;

  /** @param onRejoin called with the error of a heartbeat that says that the group must be joined again. */
  constructor(private readonly intervalMs: number, private readonly onRejoin: (error: Error) => void) {}

  async during<T>(heartbeat: () => Promise<void>, work: Promise<T>): Promise<T> {
    this.waiting += 1;
    this.timer ??= setInterval(() => {
      heartbeat().catch((error: unknown) => { if (meansRejoin(error)) this.onRejoin(error as Error); });
    }, this.intervalMs);
    try {
      return await work;
    } finally {
      this.waiting -= 1;
      if (this.waiting === 0) this.stop();
    }
  }

  stop(): void {
    clearInterval(this.timer);
    this.timer = undefined;
  }
}

/** The errors that kafkajs answers by joining the group again. */
function meansRejoin(error: unknown): boolean {
  return ['REBALANCE_IN_PROGRESS', 'ILLEGAL_GENERATION', 'NOT_COORDINATOR_FOR_GROUP', 'UNKNOWN_MEMBER_ID'].includes(String((error as { type?: unknown }).type));
}
