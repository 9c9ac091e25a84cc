/** One event of a stream (HTML standard, server-sent events). */
export interface ServerSentEvent { event: string; data: string }

/** Reads the events of a response's body as they come; ends when the stream does. */
export async function* readEvents(body: AsyncIterable<Uint8Array>): AsyncGenerator<ServerSentEvent> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const bytes of body) {
    const blocks = (rest + decoder.decode(bytes, { stream: true })).replace(/\r\n?/g, '\n').split('\n\n');
    rest = blocks.pop()!;
    for (const block of blocks) {
      const event = parseEvent(block);
      if (event) yield event;
    }
  }
}

function parseEvent(block: string): ServerSentEvent | undefined {
  const fields = block.split('\n').filter((line) => !line.startsWith(':')).map((line): [string, string] => {
    const colon = line.indexOf(':');
    return colon < 0 ? [line, ''] : [line.slice(0, colon), line.slice(colon + 1).replace(/^ /, '')];
  });
  const data = fields.filter(([name]) => name === 'data').map(([, value]) => value);
  return data.length === 0 ? undefined : { event: fields.findLast(([name]) => name === 'event')?.[1] ?? 'message', data: data.join('\n') };
}
