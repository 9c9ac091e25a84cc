import { setTimeout as sleep } from 'node:timers/promises';
import { Pace } from '@lianzhi/platform';
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

  it('begins at once, and keeps a long row of nudged steps apart', async () => {
    let steps = 0;
    const one = new BackgroundLoop(() => { steps += 1; return Promise.resolve(false); }, () => never, () => undefined, new Pace(20, () => 1));
    loops.push(one);
    const start = performance.now();
    one.start();
    const nudging = setInterval(() => one.nudge(), 1);
    await sleep(200);
    clearInterval(nudging);
    // After a rest four may come closely. A busy machine makes them fewer, never more.
    expect(steps).toBeGreaterThan(1);
    expect(steps).toBeLessThanOrEqual((performance.now() - start) / 20 + 4);
    let begun = false;
    const rare = new BackgroundLoop(() => { begun = true; return Promise.resolve(false); }, () => never, () => undefined, new Pace(never, () => 1));
    loops.push(rare);
    rare.start();
    await sleep(5);
    expect(begun).toBe(true);
  });

  it('reports a failure and tries again after a growing pause that no nudge shortens', async () => {
    let steps = 0;
    const one = loop(() => {
      steps += 1;
      return Promise.reject(new Error('no'));
    });
    one.start();
    const begun = performance.now();
    for (let index = 0; index < 20; index += 1) {
      one.nudge();
      await sleep(2);
    }
    // The first pause is 100 ms; a busy machine may have taken longer than that for the nudges.
    if (performance.now() - begun < 90) expect(steps).toBe(1);
    await sleep(250);
    expect(steps).toBeGreaterThan(1);
    expect(steps).toBeLessThan(20);
    expect(errors).toHaveLength(steps);
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
