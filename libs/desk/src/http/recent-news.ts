import type { ServerSentEvent } from '@lianzhi/platform';

/** Whose it is, and what tells it from all others. */
export interface News { organisation: string; key: string; event: ServerSentEvent }

/** System time. */
const windowSeconds = 15;

/** News that have no position in the journal: those of the last seconds are read again, and what is known is left out. */
export class RecentNews {
  private known = new Set<string>();

  constructor(private readonly read: (seconds: number) => Promise<readonly News[]>) {}

  async fresh(): Promise<News[]> {
    const recent = await this.read(windowSeconds);
    const fresh = recent.filter(({ key }) => !this.known.has(key));
    this.known = new Set(recent.map(({ key }) => key));
    return fresh;
  }
}
