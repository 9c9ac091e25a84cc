import { apiFetch } from '../api/call';

export interface LiveEvent { id?: string; event: string; data: unknown }

/** The server says something at least every 15 s; a connection that is silent for so long is broken, though nobody has told us. */
const SILENCE_MS = 45_000;

/** One stream of server-sent events, read with `fetch`: EventSource can carry no token. Ends when the server ends it; throws when it breaks. */
export async function readEvents(url: string, after: string | undefined, signal: AbortSignal, opened: () => void, take: (event: LiveEvent) => void): Promise<void> {
  const silent = new AbortController();
  let watch = setTimeout(() => silent.abort(), SILENCE_MS);
  const heard = (): void => { clearTimeout(watch); watch = setTimeout(() => silent.abort(), SILENCE_MS); };
  try {
    const response = await apiFetch(url, { headers: { Accept: 'text/event-stream', ...(after !== undefined && { 'Last-Event-ID': after }) }, signal: AbortSignal.any([signal, silent.signal]), cache: 'no-store' });
    opened();
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      heard();
      text += next.value;
      const blocks = text.split('\n\n');
      text = blocks.pop() ?? '';
      for (const event of blocks.map(parseBlock)) if (event !== undefined) take(event);
    }
  } finally {
    clearTimeout(watch);
  }
}

/** Undefined for comments and settings. */
export function parseBlock(block: string): LiveEvent | undefined {
  const fields = new Map(block.split('\n').filter((line) => !line.startsWith(':')).map((line) => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon), line.slice(colon + 1).replace(/^ /, '')] as const;
  }));
  const data = fields.get('data');
  if (data === undefined) return undefined;
  return { ...(fields.has('id') && { id: fields.get('id') }), event: fields.get('event') ?? 'message', data: JSON.parse(data) as unknown };
}
