import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { businessClockOf } from './business-clock-of';
import { writeClock } from './write-clock';

describe('FileBusinessClock', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lianzhi-clock-'));
  const path = join(folder, 'clock');
  const clock = businessClockOf({ clockFile: path });
  afterEach(() => writeClock(path, null));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is real while the file is absent', () => {
    expect(Math.abs(clock.now().getTime() - Date.now())).toBeLessThan(1000);
    expect(clock.offsetMs()).toBe(0);
    expect(clock.local).toBe(true);
  });

  it('stands at the instant written by another process, at once', () => {
    writeClock(path, '2025-09-03T00:00:00+08:00');
    expect(clock.now().toISOString()).toBe('2025-09-02T16:00:00.000Z');
    writeClock(path, '2025-09-04T00:00:00+08:00');
    expect(clock.now().toISOString()).toBe('2025-09-03T16:00:00.000Z');
    const { now, offsetMs } = clock.read();
    expect(Math.abs(now.getTime() - offsetMs - Date.now())).toBeLessThan(1000);
    expect(readdirSync(folder)).toEqual(['clock']);
    writeClock(path, null);
    expect(existsSync(path)).toBe(false);
    expect(clock.offsetMs()).toBe(0);
  });

  it('keeps the last good value over a half-written file', () => {
    writeClock(path, '2025-09-03T00:00:00Z');
    clock.now();
    writeFileSync(path, '{"now": "2025-');
    expect(clock.now().toISOString()).toBe('2025-09-03T00:00:00.000Z');
  });

  it('refuses to be set to what is no instant', () => {
    expect(() => writeClock(path, 'tomorrow')).toThrow(RangeError);
  });
});

it('is the real clock outside local mode', () => {
  const clock = businessClockOf({});
  expect(clock.local).toBe(false);
  expect(clock.offsetMs()).toBe(0);
});
