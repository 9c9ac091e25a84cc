import { problem } from '@lianzhi/platform';
import type { DeskRequest } from '../requests/desk-request';
import type { Batch, BatchLine } from './batch';
import { BatchRunner } from './batch-runner';
import type { BatchStore } from './batch-store';

describe('BatchRunner', () => {
  const settledBy = async (attempts: number, error: unknown, find: () => Promise<DeskRequest | undefined> = () => Promise.resolve(undefined)): Promise<unknown> => {
    const line: BatchLine = { batchId: 'b', line: 1, members: {}, requestId: 'r', state: 'open', refusal: null, attempts };
    const settled: unknown[] = [];
    const store = { claim: () => Promise.resolve(settled.length === 0 ? [{ batch: { organisation: 'court-1', base: {} } as Batch, line }] : []), settle: (some: unknown[]) => { settled.push(...some); return Promise.resolve(); } };
    const runner = new BatchRunner(store as unknown as BatchStore, { submit: () => Promise.reject(error) }, { find }, { successionOf: (code) => [code] }, () => undefined);
    runner.start();
    while (settled.length === 0) await new Promise((resolve) => { setTimeout(resolve, 5); });
    await runner.stop();
    const { line: _line, ...standing } = settled[0] as { line: BatchLine };
    return standing;
  };

  it('refuses a line for a fault of its own', async () => {
    expect(await settledBy(1, problem('invalid'))).toMatchObject({ state: 'refused', refusal: { error: 'invalid' } });
  });

  it('never refuses one because the database or a service was away', async () => {
    expect(await settledBy(20, Object.assign(new Error('too many clients already'), { code: '53300' }))).toEqual({ state: 'open', retryAfter: 60 });
    expect(await settledBy(1, problem('unavailable'))).toEqual({ state: 'open', retryAfter: 2 });
  });

  it('gives up what fails again and again without a reason, unless it was sent after all', async () => {
    expect(await settledBy(8, new TypeError('a fault of ours'))).toMatchObject({ state: 'refused', refusal: { error: 'internal' } });
    let asked = 0;
    expect(await settledBy(8, new TypeError('after the commit'), () => Promise.resolve((asked += 1) > 1 ? {} as DeskRequest : undefined))).toEqual({ state: 'accepted' });
  });
});
