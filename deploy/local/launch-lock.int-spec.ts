import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runningLauncher, takeLaunchLock } from './launch-lock';
import { processStartTime } from './process-start-time';

describe('launch lock', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lianzhi-lock-'));
  const file = join(folder, 'launcher.json');
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is taken over from a launcher that is gone, or whose process id is another program by now', () => {
    writeFileSync(file, JSON.stringify({ pid: process.ppid, startTime: 'long ago' }));
    expect(runningLauncher(file)).toBeUndefined();
    takeLaunchLock(file);
    expect(runningLauncher(file)).toBe(process.pid);
  });

  it('is refused in one sentence while another launcher runs', () => {
    writeFileSync(file, JSON.stringify({ pid: process.ppid, startTime: processStartTime(process.ppid) }));
    expect(() => takeLaunchLock(file)).toThrow(`Lianzhi is running already (process ${process.ppid})`);
  });

  it('is no obstacle when the file is broken', () => {
    writeFileSync(file, '{');
    takeLaunchLock(file);
    expect(runningLauncher(file)).toBe(process.pid);
  });
});
