import type { ApiClient, Json } from './api-client';
import { until } from './api-client';

export interface ReadEvent { id?: string; event?: string; data: Json }

/** Reads server-sent events as a browser does. */
export class EventReader {
  readonly events: ReadEvent[] = [];
  private readonly abort = new AbortController();

  static async open(api: ApiClient, service: string, organisation: string, lastEventId?: string): Promise<EventReader> {
    const reader = new EventReader();
    const response = await fetch(`${api.urlOf(service)}/v1/events`, {
      signal: reader.abort.signal, headers: { accept: 'text/event-stream', authorization: `Bearer ${await api.token(organisation)}`, ...(lastEventId !== undefined && { 'last-event-id': lastEventId }) },
    });
    if (response.status !== 200 || !response.headers.get('content-type')?.startsWith('text/event-stream')) throw new Error(`events: ${response.status} ${await response.text()}`);
    void reader.read(response);
    return reader;
  }

  /** Waits for one. */
  find(wanted: (event: ReadEvent) => boolean): Promise<ReadEvent> {
    return until(() => Promise.resolve(this.events.find(wanted)), (found) => found !== undefined) as Promise<ReadEvent>;
  }

  close(): void {
    this.abort.abort();
  }

  private async read(response: Response): Promise<void> {
    let text = '';
    const decoder = new TextDecoder();
    try {
      for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
        text += decoder.decode(chunk, { stream: true });
        for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
          this.take(text.slice(0, end));
          text = text.slice(end + 2);
        }
      }
    } catch {
      // Closed by us.
    }
  }

  private take(block: string): void {
    const fields = new Map(block.split('\n').filter((line) => !line.startsWith(':') && line.includes(':')).map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]));
    if (fields.has('data')) this.events.push({ id: fields.get('id'), event: fields.get('event'), data: JSON.parse(fields.get('data')!) as Json });
  }
}
