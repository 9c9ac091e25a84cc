/** Tells a person at the terminal what is starting and how long it took; works without a terminal too. */
export class LaunchProgress {
  private readonly begun: number;

  /** @param begun when the launch began, ms since the epoch: the build before it counts too */
  constructor(begun: number, private readonly write: (line: string) => void = (line) => { process.stdout.write(`${line}\n`); }) {
    this.begun = begun;
  }

  line(text: string): void {
    this.write(`[${this.seconds(this.begun)} s] ${text}`);
  }

  /** Runs a step and tells its begin and its end. */
  async step<T>(title: string, work: () => Promise<T>): Promise<T> {
    const begun = Date.now();
    this.line(`… ${title}`);
    const result = await work();
    this.line(`✓ ${title}（${this.seconds(begun).trim()} s）`);
    return result;
  }

  private seconds(since: number): string {
    return ((Date.now() - since) / 1000).toFixed(1).padStart(5);
  }
}
