import { Pace } from './pace';

/** Between the rounds of a long row, ms. */
const roundsApartMs = 8;

interface Waiting<K, V> { key: K; resolve: (value: V) => void; reject: (error: unknown) => void }

/**
 * Turns many small calls into few large ones: what is asked for while a round is under way goes together in the next round. Alone, a
 * call waits for nothing but the current tick; under load the rounds grow by themselves, and keep apart so that they do. A round begins after its calls were made,
 * so every caller reads what was committed before it asked.
 */
export class GatheredCalls<K, V> {
  private waiting: Waiting<K, V>[] = [];
  private running = false;
  private readonly pace = new Pace(roundsApartMs);

  /** @param run answers in the order of the keys; when it fails, each of the round's calls fails with its error */
  constructor(private readonly run: (keys: readonly K[]) => Promise<readonly V[]>, private readonly most = 500) {}

  call(key: K): Promise<V> {
    return new Promise<V>((resolve, reject) => {
      this.waiting.push({ key, resolve, reject });
      if (this.running) return;
      this.running = true;
      // Calls of one tick of the event loop go together.
      setImmediate(() => void this.rounds());
    });
  }

  private async rounds(): Promise<void> {
    while (this.waiting.length > 0) {
      const end = await this.pace.begin();
      const round = this.waiting.splice(0, this.most);
      try {
        const values = await this.run(round.map(({ key }) => key));
        round.forEach(({ resolve }, index) => resolve(values[index]!));
      } catch (error) {
        for (const { reject } of round) reject(error);
      }
      end();
    }
    this.running = false;
  }
}
