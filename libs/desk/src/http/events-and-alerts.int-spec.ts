import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { messageType, sourceOf } from '@lianzhi/contracts';
import { insertOutgoing, Sequencer, type OutgoingEntry } from '@lianzhi/exchange';
import { uuidv7 } from '@lianzhi/platform';
import { AlertStore } from '../alerts/alert-store';
import { TestDesk } from './testing/test-desk';

const tennis = 'tennis-club-1';
const chess = 'chess-club-1';

jest.setTimeout(30_000);

describe('alerts and event streams', () => {
  let desk: TestDesk;
  let base: string;
  let sequencer: Sequencer;

  const call = async (path: string, organisation = tennis, init: RequestInit = {}) =>
    fetch(base + path, { ...init, headers: { authorization: `Bearer ${await desk.issuer.token(organisation)}`, ...init.headers } });
  /** Reads a stream until it has so many events with an id. */
  const read = async (count: number, { organisation = tennis, after, meanwhile }: { organisation?: string; after?: string; meanwhile?: () => Promise<unknown> } = {}): Promise<{ text: string; ids: string[] }> => {
    const ended = new AbortController();
    const response = await call('/v1/events', organisation, { signal: ended.signal, headers: { accept: 'text/event-stream', ...(after !== undefined && { 'last-event-id': after }) } });
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    let text = '';
    const idsOf = (): string[] => [...text.matchAll(/^id: (\d+)$/gm)].map((match) => match[1]!);
    const timer = setTimeout(() => ended.abort(), 8_000);
    void new Promise((resolve) => setTimeout(resolve, 200)).then(meanwhile);
    try {
      for await (const chunk of response.body!) {
        text += Buffer.from(chunk).toString();
        if (idsOf().length >= count && count > 0) break;
      }
    } catch { /* aborted */ }
    clearTimeout(timer);
    return { text, ids: idsOf() };
  };
  const send = async (move: 'submitted' | 'urged', from = tennis, subject: string = uuidv7()): Promise<string> => {
    const attributes = { id: uuidv7(), source: sourceOf(from), recipient: chess, type: messageType(move), subject, sequence: 1 };
    await insertOutgoing(desk.parts.pool, [{ topic: 'exchange.a.b', attributes, event: Buffer.from(JSON.stringify(attributes)), leaf: Buffer.alloc(32) } as unknown as OutgoingEntry]);
    return subject;
  };

  beforeAll(async () => {
    desk = await TestDesk.start();
    base = `http://127.0.0.1:${(desk.app.getHttpServer().address() as AddressInfo).port}`;
    sequencer = new Sequencer(desk.parts.pool, { alone: () => false, onSealed: () => undefined, onError: (error) => { throw error; } });
    sequencer.start();
  });
  afterAll(async () => {
    await sequencer?.stop();
    await desk?.stop();
  });

  it('streams what concerns the organisation, and resumes without losing or repeating anything', async () => {
    const subjects: string[] = [];
    const live = await read(2, { meanwhile: async () => {
      subjects.push(await send('submitted'));
      await send('submitted', 'tennis-club-2');
      subjects.push(await send('urged'));
    } });
    const events = [...live.text.matchAll(/^data: (.+)$/gm)].map((match) => JSON.parse(match[1]!) as { id: string; request: string; type: string });
    expect(events).toMatchObject([{ id: live.ids[0], request: subjects[0], type: 'submitted' }, { id: live.ids[1], request: subjects[1], type: 'urged' }]);
    for (let i = 0; i < 5; i += 1) await send('urged');
    const resumed = await read(5, { after: live.ids[0] });
    expect(resumed.ids[0]).toBe(live.ids[1]);
    expect(new Set(resumed.ids).size).toBe(resumed.ids.length);
  });

  it('ends with the token of its reader', async () => {
    const begun = Date.now();
    const token = await desk.issuer.token(tennis, ['system'], undefined, '2s');
    const response = await fetch(`${base}/v1/events`, { headers: { authorization: `Bearer ${token}`, accept: 'text/event-stream' }, signal: AbortSignal.timeout(8_000) });
    expect(await response.text()).toContain('retry:');
    expect(Date.now() - begun).toBeGreaterThan(900);
  });

  it('gives the same as JSON with a cursor', async () => {
    const first = (await (await call('/v1/events?limit=2', tennis, { headers: { accept: 'application/json' } })).json()) as { items: { type: string }[]; nextCursor: string };
    expect(first.items.map(({ type }) => type)).toEqual(['submitted', 'urged']);
    const second = (await (await call(`/v1/events?cursor=${first.nextCursor}`)).json()) as { items: unknown[]; more: boolean };
    expect(second).toMatchObject({ more: false });
    expect(second.items.length).toBeGreaterThanOrEqual(4);
    expect((await call('/v1/events?cursor=x')).status).toBe(422);
    expect((await call('/v1/events?cursor=1&limit=201')).status).toBe(422);
    expect((await call('/v1/events', tennis, { headers: { 'last-event-id': 'x' } })).status).toBe(422);
  });

  it('raises an alert once, streams it, and lets only its organisation acknowledge it', async () => {
    const store = new AlertStore(desk.parts.pool);
    const requestId = randomUUID();
    const raise = () => store.raise(desk.parts.pool, [{ organisation: tennis, kind: 'held', level: 'critical', requestId, raisedAt: Date.parse(desk.clock.at), key: 'm1/held', detail: { milestone: 'held' } }]);
    const streamed = await read(1, { meanwhile: async () => { await raise(); await raise(); await new Promise((resolve) => setTimeout(resolve, 2_500)); await send('urged'); } });
    expect(streamed.text.match(/^event: alert$/gm)?.length).toBe(1);
    const list = (await (await call('/v1/alerts')).json()) as { items: { id: string }[] };
    expect(list).toMatchObject({ items: [{ kind: 'held', level: 'critical', request: requestId, raisedAt: '2025-09-01T09:10:00+08:00', acknowledgedAt: null, detail: { milestone: 'held' } }], nextCursor: null });
    expect(await (await call('/v1/alerts', chess)).json()).toEqual({ items: [], nextCursor: null });
    const path = `/v1/alerts/${list.items[0]!.id}/acknowledgement`;
    const acknowledge = (organisation: string, body?: object) => call(path, organisation, { method: 'POST', ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }) });
    expect((await acknowledge(chess)).status).toBe(404);
    expect((await acknowledge(tennis, { wish: 1 })).status).toBe(422);
    expect(await (await acknowledge(tennis, { note: '已派员' })).json()).toMatchObject({ acknowledgedAt: '2025-09-01T09:10:00+08:00', acknowledgedBy: `${tennis}-system`, note: '已派员' });
    expect(await (await acknowledge(tennis, { note: '又一次' })).json()).toMatchObject({ note: '已派员' });
    expect(await (await call('/v1/alerts?acknowledged=false')).json()).toMatchObject({ items: [] });
    expect((await call('/v1/alerts?limit=0')).status).toBe(422);
  });

  it('finds what must be acted on whatever else is critical', async () => {
    const store = new AlertStore(desk.parts.pool);
    const kinds = ['breach', 'held', 'breach'];
    await store.raise(desk.parts.pool, kinds.map((kind, n) => ({ organisation: 'tennis-club-3', kind, level: 'critical' as const, requestId: null, raisedAt: n, key: `act${n}` })));
    expect((await store.list({ organisations: ['tennis-club-3'], kinds: ['held'], limit: 1 })).map(({ kind }) => kind)).toEqual(['held']);
    // Nothing is held by a chess club.
    expect(await (await call('/v1/alerts?mustAct=true')).json()).toEqual({ items: [], nextCursor: null });
    expect((await call('/v1/alerts?mustAct=no')).status).toBe(422);
  });

  it('pages alerts, newest first', async () => {
    const store = new AlertStore(desk.parts.pool);
    await store.raise(desk.parts.pool, [1, 2, 3, 4, 5].map((n) => ({ organisation: chess, kind: 'urge', level: 'info' as const, requestId: null, raisedAt: n > 3 ? 3_000 : n * 1_000, key: `u${n}` })));
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page = (await (await call(`/v1/alerts?limit=2&cursor=${cursor}`, chess)).json()) as { items: { id: string; raisedAt: string }[]; nextCursor: string | null };
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    expect(new Set(seen).size).toBe(5);
  });
});
