import { stat } from 'node:fs/promises';
import { BackgroundLoop } from '@lianzhi/exchange';

/** Publishes the file of signed records again whenever it has changed: a new year, rule, key or organisation needs no restart. */
export class DirectoryFileWatch {
  private readonly loop: BackgroundLoop;

  /** @param seen modification time of the file as it was published last, ms */
  constructor(private readonly file: string, private readonly publish: () => Promise<void>, private seen: number, onError: (error: unknown) => void) {
    this.loop = new BackgroundLoop(() => this.step(), () => 1_000, onError);
  }

  start(): void { this.loop.start(); }
  stop(): Promise<void> { return this.loop.stop(); }

  private async step(): Promise<boolean> {
    const changed = await modifiedAt(this.file);
    if (changed === this.seen) return false;
    await this.publish();
    this.seen = changed;
    return false;
  }
}

/** ms. @throws when there is no such file */
export async function modifiedAt(file: string): Promise<number> {
  return (await stat(file)).mtimeMs;
}
