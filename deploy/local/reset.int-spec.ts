import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { homePaths } from './home-paths';
import { takeLaunchLock } from './launch-lock';
import { processStartTime } from './process-start-time';
import { reset } from './reset';

jest.setTimeout(60_000);

describe('reset', () => {
  let home: string;
  beforeEach(() => { home = mkdtempSync(join(tmpdir(), 'lianzhi-reset-')); });
  afterEach(() => rmSync(home, { recursive: true, force: true }));

  it('is content with nothing there', async () => {
    expect(await reset(join(home, 'absent'))).toBe(false);
  });

  it('removes a data folder', async () => {
    mkdirSync(homePaths(home).logs);
    writeFileSync(homePaths(home).config, '{}');
    expect(await reset(home)).toBe(true);
    expect(existsSync(home)).toBe(false);
  });

  it('refuses in one sentence while the system runs', async () => {
    writeFileSync(homePaths(home).config, '{}');
    takeLaunchLock(homePaths(home).launcher);
    await expect(reset(home)).rejects.toThrow(`Lianzhi is running (process ${process.pid}): stop it with Ctrl-C before removing its data.`);
    expect(existsSync(homePaths(home).config)).toBe(true);
  });

  it('refuses a folder that no launch has made', async () => {
    writeFileSync(join(home, 'thesis.txt'), 'precious');
    await expect(reset(home)).rejects.toThrow('is not a data folder of Lianzhi');
    expect(existsSync(join(home, 'thesis.txt'))).toBe(true);
  });

  it('ends what a killed launcher left running, but nobody who only has the same process id', async () => {
    const orphan = spawn('sleep', ['60'], { detached: true, stdio: 'ignore' });
    const stranger = spawn('sleep', ['60'], { detached: true, stdio: 'ignore' });
    const gone = new Promise((resolve) => orphan.once('exit', resolve));
    writeFileSync(homePaths(home).config, '{}');
    writeFileSync(homePaths(home).children, JSON.stringify([
      { name: 'police', pid: orphan.pid, startTime: processStartTime(orphan.pid!) }, { name: 'bank', pid: stranger.pid, startTime: 'another time' },
    ]));
    await reset(home);
    await gone;
    expect(stranger.exitCode ?? stranger.signalCode).toBeNull();
    stranger.kill('SIGKILL');
  });
});
