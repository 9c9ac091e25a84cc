import { readEvents, type ServerSentEvent } from './server-sent-events';

async function* pieces(...texts: string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield new TextEncoder().encode(text);
}

async function all(...texts: string[]): Promise<ServerSentEvent[]> {
  const events: ServerSentEvent[] = [];
  for await (const event of readEvents(pieces(...texts))) events.push(event);
  return events;
}

describe('readEvents', () => {
  it('reads events wherever the stream was cut, and leaves comments out', async () => {
    expect(await all(': hello\n\nid: 1\nevent: requ', 'est\ndata: {"a":', '1}\n', '\ndata: x\ndata: y\n\n', 'data: unfinished')).toEqual([
      { event: 'request', data: '{"a":1}' }, { event: 'message', data: 'x\ny' },
    ]);
  });

  it('takes every kind of line end', async () => {
    expect(await all('event: a\r\ndata: 1\r\n\r\n', 'data:2\r\r')).toEqual([{ event: 'a', data: '1' }, { event: 'message', data: '2' }]);
  });
});
