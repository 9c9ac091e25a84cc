import { decideMany } from './decide-many';

const answer = (ids: string[], next: string | null, refused: string[] = []) => ({
  items: ids.map((id) => ({ id, outcome: refused.includes(id) ? 'refused' as const : 'decided' as const, ...(refused.includes(id) && { reason: 'unknown-key' }) })),
  decided: ids.length - refused.length, left: next === null ? 0 : 1, next,
});

describe('decideMany', () => {
  it('asks for chosen ones in calls of at most 200', async () => {
    const calls: object[] = [];
    const told: number[] = [];
    const ids = Array.from({ length: 450 }, (_, n) => String(n));
    const result = await decideMany({ ids }, (which) => { calls.push(which); return Promise.resolve(answer((which as { ids: string[] }).ids, null)); }, (n) => told.push(n), () => false);
    expect(calls.map((call) => (call as { ids: string[] }).ids.length)).toEqual([200, 200, 50]);
    expect([told, result]).toEqual([[200, 400, 450], { judged: 450, decided: 450, kept: [] }]);
  });

  it('goes on behind what it has judged, and says what stays', async () => {
    const calls: object[] = [];
    const answers = [answer(['1', '2'], '2', ['2']), answer(['3'], null)];
    const result = await decideMany({ where: { reason: 'unknown-key' }, count: 3 }, (which) => { calls.push(which); return Promise.resolve(answers.shift()!); }, () => undefined, () => false);
    expect(calls).toEqual([{ where: { reason: 'unknown-key' } }, { where: { reason: 'unknown-key' }, after: '2' }]);
    expect(result).toEqual({ judged: 3, decided: 2, kept: ['unknown-key'] });
  });

  it('leaves alone what came in after it was asked, and ends when it is told to', async () => {
    let calls = 0;
    const post = () => { calls += 1; return Promise.resolve(answer(['1', '2'], '2')); };
    await decideMany({ where: { lane: 'a.b' }, count: 2 }, post, () => undefined, () => false);
    expect(calls).toBe(1);
    await decideMany({ where: { lane: 'a.b' }, count: 100 }, post, () => undefined, () => calls >= 3);
    expect(calls).toBe(3);
  });
});
