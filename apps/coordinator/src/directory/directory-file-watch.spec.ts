import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DirectoryFileWatch, modifiedAt } from './directory-file-watch';

describe('DirectoryFileWatch', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lianzhi-watch-'));
  const file = join(folder, 'directory.jsonl');
  afterAll(() => rmSync(folder, { recursive: true }));

  it('publishes a file that has changed since it was published last, once, and again after a failure', async () => {
    writeFileSync(file, '');
    const seen = await modifiedAt(file);
    let calls = 0;
    const errors: unknown[] = [];
    const publish = (): Promise<void> => ((calls += 1) === 1 ? Promise.reject(new Error('the bus is away')) : Promise.resolve());
    const unchanged = new DirectoryFileWatch(file, publish, seen, (error) => errors.push(error));
    unchanged.start();
    await sleep(30);
    await unchanged.stop();
    expect(calls).toBe(0);
    utimesSync(file, new Date(), new Date(seen + 5_000));
    const watch = new DirectoryFileWatch(file, publish, seen, (error) => errors.push(error));
    watch.start();
    for (let waited = 0; calls < 2 && waited < 3_000; waited += 20) await sleep(20);
    await sleep(150);
    await watch.stop();
    expect([calls, errors.length]).toEqual([2, 1]);
  });
});
