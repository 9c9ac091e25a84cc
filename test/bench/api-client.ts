import { type Agent, request as httpRequest } from 'node:http';
import type { LocalInstance } from './local-instance';

/** A caller of the API with kept connections; cheap enough not to be the bottleneck. */
export class ApiClient {
  private token = '';

  constructor(private readonly instance: LocalInstance, private readonly organisation: string, private readonly agent: Agent) {}

  async login(): Promise<this> {
    const { clientId, clientSecret } = this.instance.clients.find(({ clientId: id }) => id === `${this.organisation}-system`)!;
    const answer = await fetch(`${this.instance.issuer}/token`, {
      method: 'POST', body: new URLSearchParams({ grant_type: 'client_credentials' }),
      headers: { authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}` },
    });
    this.token = ((await answer.json()) as { access_token: string }).access_token;
    return this;
  }

  call<T>(service: string, method: string, path: string, body?: unknown): Promise<{ status: number; body: T }> {
    const content = body === undefined ? undefined : JSON.stringify(body);
    return new Promise((resolve, reject) => {
      const call = httpRequest(`${this.instance.services[service]}${path}`, {
        method, agent: this.agent,
        headers: { authorization: `Bearer ${this.token}`, ...(content ? { 'content-type': 'application/json', 'content-length': Buffer.byteLength(content) } : {}) },
      }, (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('end', () => {
          const text = Buffer.concat(parts).toString('utf8');
          resolve({ status: answer.statusCode ?? 0, body: (text ? JSON.parse(text) : undefined) as T });
        });
      });
      call.on('error', reject);
      call.end(content);
    });
  }

  async upload(service: string, kind: string): Promise<string> {
    const form = new FormData();
    form.set('kind', kind);
    form.set('file', new Blob([`${kind} 示例`]), 'notice.txt');
    const answer = await fetch(`${this.instance.services[service]}/v1/documents`, { method: 'POST', body: form, headers: { authorization: `Bearer ${this.token}` } });
    return ((await answer.json()) as { id: string }).id;
  }

  /** Calls `onEvent` for each server-sent event until the returned function is called. */
  async events(service: string, onEvent: (data: { request?: string; type?: string }) => void): Promise<() => void> {
    const stopping = new AbortController();
    const answer = await fetch(`${this.instance.services[service]}/v1/events`, { headers: { authorization: `Bearer ${this.token}`, accept: 'text/event-stream' }, signal: stopping.signal });
    void readEvents(answer, onEvent).catch(() => undefined);
    return () => stopping.abort();
  }
}

async function readEvents(answer: Response, onEvent: (data: { request?: string; type?: string }) => void): Promise<void> {
  let rest = '';
  const decoder = new TextDecoder();
  for await (const part of answer.body as unknown as AsyncIterable<Uint8Array>) {
    const blocks = (rest + decoder.decode(part, { stream: true })).split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const data = block.split('\n').filter((line) => line.startsWith('data:')).map((line) => line.slice(5)).join('\n');
      if (data) onEvent(JSON.parse(data) as { request?: string; type?: string });
    }
  }
}
