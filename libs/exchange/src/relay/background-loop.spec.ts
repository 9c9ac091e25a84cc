import { setTimeout as sleep } from 'node:timers/promises';
import { BackgroundLoop } from './background-loop';

const never = 60_000;

describe('BackgroundLoop', () => {
  const errors: unknown[] = [];
  const loops: BackgroundLoop[] = [];
  const loop = (step: () => Promise<boolean>, idleMs = never): BackgroundLoop => {
    const made = new BackgroundLoop(step, () => idleMs, (error) => errors.push(error));
    loops.push(made);
    return made;
  };
  afterEach(async () => {
    await Promise.all(loops.splice(0).map((one) => one.stop()));
    errors.length = 0;
  });

  it('loses no nudge, whenever it comes, and never takes two steps at once', async () => {
    let due = 0;
    let done = 0;
    let running = 0;
    const one = loop(async () => {
      expect(running += 1).toBe(1);
      const seen = due;
      await sleep(seen % 3);
      done = seen;
      running -= 1;
      return false;
    });
    one.start();
    for (due = 1; due < 200; due += 1) {
      one.nudge();
      if (due % 7 === 0) await sleep(due % 4);
    }
    due = 200;
    one.nudge();
    for (let waited = 0; done < 200 && waited < 200; waited += 1) await sleep(5);
    expect(done).toBe(200);
  });

  it('goes on at once while there is more, else after its pause', async () => {
    let steps = 0;
    loop(() => { steps += 1; return Promise.resolve(steps < 50); }).start();
    await sleep(50);
    expect(steps).toBe(50);
    let again = 0;
    loop(() => { again += 1; return Promise.resolve(false); }, 5).start();
    await sleep(200);
    expect(again).toBeGreaterThan(3);
  });

  it('keeps nudged steps apart, the first one excepted', async () => {
    const begun: number[] = [];
    const one = new BackgroundLoop(() => { begun.push(performance.now()); return Promise.resolve(false); }, () => never, () => undefined, 20);
    loops.push(one);
    const start = performance.now();
    one.start();
    const nudging = setInterval(() => one.nudge(), 1);
    await sleep(150);
    clearInterval(nudging);
    expect(begun[0]! - start).toBeLessThan(15);
    expect(begun.length).toBeGreaterThan(1);
    for (const [index, at] of begun.slice(1).entries()) expect(at - begun[index]!).toBeGreaterThanOrEqual(18);
  });

  it('reports a failure and tries again after a growing pause that no nudge shortens', async () => {
    let steps = 0;
    const one = loop(() => {
      steps += 1;
      return Promise.reject(new Error('no'));
    });
    one.start();
    for (let index = 0; index < 20; index += 1) {
      one.nudge();
      await sleep(2);
    }
    expect(steps).toBe(1);
    await sleep(250);
    expect([2, 3]).toContain(steps);
    expect(errors).toHaveLength(steps);
  });

  it('stops at once while it waits, and after the step that runs', async () => {
    let ended = false;
    const idle = loop(() => Promise.resolve(false));
    idle.start();
    await sleep(5);
    await idle.stop();
    const busy = loop(async () => { await sleep(30); ended = true; return true; });
    busy.start();
    await sleep(5);
    await busy.stop();
    expect(ended).toBe(true);
    const failing = loop(() => Promise.reject(new Error('no')));
    failing.start();
    await sleep(5);
    await failing.stop();
  });
});
