import { answerFaults } from './answer-faults';

export interface Discovery {
  services: Record<string, string>;
  issuer: string;
  clients: { clientId: string; clientSecret: string; organisation: string; roles: string[] }[];
  users: { username: string; password: string; organisation: string; roles: string[] }[];
}

/** Bodies are looked at as a stranger would: nothing of this project's types is assumed. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Json = any;
export interface Answer { status: number; headers: Headers; body: Json; text: string }
export interface Call {
  method?: string;
  /** Organisation code, a token (`Bearer …`), or null for none. */
  as?: string | null;
  body?: unknown;
  /** Sent as it stands. */
  raw?: string;
  form?: FormData;
  headers?: Record<string, string>;
  /** An answer that is not described on purpose (a file, a page). */
  undescribed?: boolean;
}

/** The running services as somebody else's system reaches them. Every JSON answer is held against the OpenAPI document of its service. */
export class ApiClient {
  private readonly tokens = new Map<string, Promise<string>>();
  private readonly documents = new Map<string, Promise<Json>>();

  /** @param urlOf where to call a service: one of its replicas */
  constructor(readonly discovery: Discovery, readonly urlOf: (service: string) => string = (service) => discovery.services[service]!) {}

  serviceOf(organisation: string): string {
    const agency = Object.keys(this.discovery.services).find((name) => organisation.startsWith(`${name}-`));
    return agency ?? 'coordinator';
  }

  /** At the desk of the organisation that calls. */
  at(organisation: string, path: string, call: Call = {}): Promise<Answer> {
    return this.call(this.serviceOf(organisation), path, { as: organisation, ...call });
  }

  async call(service: string, path: string, { as = null, body, raw, form, headers, undescribed, ...call }: Call = {}): Promise<Answer> {
    const sends = body !== undefined || raw !== undefined;
    const method = call.method ?? (sends || form ? 'POST' : 'GET');
    const authorization = as === null ? undefined : as.startsWith('Bearer ') ? as : `Bearer ${await this.token(as)}`;
    const response = await fetch(`${this.urlOf(service)}${path}`, {
      method, body: form ?? raw ?? (body === undefined ? undefined : JSON.stringify(body)),
      headers: { 'accept-language': 'en', ...(authorization && { authorization }), ...(sends && { 'content-type': 'application/json' }), ...headers },
    });
    const text = await response.text();
    const isJson = /json/.test(response.headers.get('content-type') ?? '');
    const answer = { status: response.status, headers: response.headers, text, body: isJson ? (JSON.parse(text) as Json) : undefined };
    const faults = undescribed ? [] : answerFaults(service, await this.openapi(service), { method, path, status: answer.status, type: response.headers.get('content-type') ?? '', body: answer.body as unknown });
    if (faults.length > 0) throw new Error(`${method} ${service}${path} → ${answer.status}: ${faults.join('; ')}\n${text.slice(0, 1500)}`);
    return answer;
  }

  /** @throws Error unless the answer has that status */
  async expect(status: number, organisation: string, path: string, call: Call = {}): Promise<Json> {
    const answer = await this.at(organisation, path, call);
    if (answer.status !== status) throw new Error(`${organisation} ${path}: ${answer.status} instead of ${status}: ${answer.text.slice(0, 2000)}`);
    return answer.body;
  }

  openapi(service: string): Promise<Json> {
    const known = this.documents.get(service) ?? fetch(`${this.urlOf(service)}/openapi.json`).then((response) => response.json());
    this.documents.set(service, known);
    return known;
  }

  token(organisation: string): Promise<string> {
    const known = this.tokens.get(organisation) ?? this.fetchToken(`${organisation}-system`);
    this.tokens.set(organisation, known);
    known.catch(() => this.tokens.delete(organisation));
    return known;
  }

  /** As the issue says: `client_credentials`, no further parameters. */
  async fetchToken(clientId: string, how: 'basic' | 'post' = 'basic'): Promise<string> {
    const client = this.discovery.clients.find((one) => one.clientId === clientId);
    if (!client) throw new Error(`no client ${clientId}`);
    const response = await fetch(`${this.discovery.issuer}/token`, {
      method: 'POST',
      headers: how === 'basic' ? { authorization: `Basic ${Buffer.from(`${client.clientId}:${client.clientSecret}`).toString('base64')}` } : {},
      body: new URLSearchParams({ grant_type: 'client_credentials', ...(how === 'post' && { client_id: client.clientId, client_secret: client.clientSecret }) }),
    });
    const answer = (await response.json()) as Json;
    if (response.status !== 200) throw new Error(`token: ${response.status} ${JSON.stringify(answer)}`);
    return answer.access_token as string;
  }
}

export const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Asks again until the answer is as wanted. @throws Error with the last answer */
export async function until<T>(ask: () => Promise<T>, wanted: (answer: T) => boolean, { ms = 20_000, pauseMs = 100 } = {}): Promise<T> {
  const end = Date.now() + ms;
  for (;;) {
    const answer = await ask();
    if (wanted(answer)) return answer;
    if (Date.now() > end) throw new Error(`not as wanted after ${ms} ms: ${JSON.stringify(answer).slice(0, 2000)}`);
    await wait(pauseMs);
  }
}
