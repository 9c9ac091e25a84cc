import { toShanghaiIso } from '@lianzhi/contracts';
import { writeJson } from '../write-atomically';
import type { Step } from './story';

export interface StorySystemOptions {
  /** Service → base URL, or those of its replicas, which are then used in turn. */
  services: Readonly<Record<string, string | readonly string[]>>;
  issuer: string;
  clients: readonly { clientId: string; clientSecret: string; organisation: string }[];
  /** `operator` is empty where an organisation has no desk: it acts at the coordinator. */
  organisations: readonly { code: string; operator: string }[];
  clockFile: string;
  coreBankingUrl: string;
  /** Operator → types that its desk answers by machine. */
  automated?: Readonly<Record<string, readonly string[]>>;
  signal?: AbortSignal;
}

export interface Answer<T = Record<string, unknown>> { status: number; body: T }
export interface CallOptions { method?: string; body?: unknown; form?: FormData; headers?: Record<string, string> }

/** What the desks of this product answer by machine, at the simulators of a local installation. */
export const AUTOMATED: Readonly<Record<string, readonly string[]>> = {
  bank: ['query-deposits', 'query-transactions', 'freeze-account', 'renew-freeze', 'unfreeze-account', 'transfer-funds', 'open-case-account', 'disburse-funds'],
  'land-registry': ['query-real-estate', 'seal-real-estate', 'renew-real-estate-seal', 'unseal-real-estate', 'transfer-real-estate'],
};

/** What the systems behind those desks tell by themselves of a measure. */
const TOLD_BY_MACHINE: ReadonlySet<unknown> = new Set(['promoted', 'moved_up', 'lapsed']);

/** Request types that a desk sends by itself, of what the system behind it tells. */
const SENT_BY_MACHINE: typeof AUTOMATED = { bank: ['funds-received'] };

/** Half a minute before a token ends it is no longer used. */
const TOKEN_MARGIN_MS = 30_000;

/** The running services as organisations reach them: over HTTP, each with its own client. */
export class StorySystem {
  private readonly tokens = new Map<string, { token: Promise<string>; until: number }>();
  private readonly turns = new Map<string, number>();

  constructor(private readonly options: StorySystemOptions) {}

  get coreBankingUrl(): string { return this.options.coreBankingUrl; }

  /** Business time stands at the instant: the clock's file is written, which works while the coordinator is off. */
  setClock(ms: number): void { writeJson(this.options.clockFile, { now: toShanghaiIso(ms) }, 0o644); }

  /** Whether the organisation takes part here, and a client speaks for it. */
  has(organisation: string): boolean {
    return this.options.organisations.some(({ code }) => code === organisation) && this.options.clients.some((client) => client.organisation === organisation);
  }

  /** The service whose desk the organisation uses; the coordinator where it has none. @throws RangeError */
  serviceOf(organisation: string): string {
    const found = this.options.organisations.find(({ code }) => code === organisation);
    if (!found) throw new RangeError(`no organisation ${organisation}`);
    return found.operator || 'coordinator';
  }

  isAutomated(organisation: string, type: string): boolean { return (this.options.automated ?? AUTOMATED)[this.serviceOf(organisation)]?.includes(type) ?? false; }

  /** Whether the desk takes the step by itself, of a request of that type. */
  isTakenByMachine({ by, do: move, with: { change } }: Pick<Step, 'by' | 'do' | 'with'>, type: string): boolean {
    return (move === 'accept' || move === 'reply' || (move === 'measure-change' && TOLD_BY_MACHINE.has(change))) && this.isAutomated(by!, type);
  }

  isSentByMachine(organisation: string, type: string): boolean { return SENT_BY_MACHINE[this.serviceOf(organisation)]?.includes(type) ?? false; }

  /** Calls the organisation's own service, or the one named. Never throws for a status. */
  async call<T = Record<string, unknown>>(organisation: string, path: string, { service, ...options }: CallOptions & { service?: string } = {}): Promise<Answer<T>> {
    const { method = options.body === undefined && options.form === undefined ? 'GET' : 'POST', body, form, headers } = options;
    const response = await fetch(`${this.urlOf(service ?? this.serviceOf(organisation))}${path}`, {
      method, signal: this.options.signal,
      headers: { authorization: `Bearer ${await this.token(organisation)}`, 'accept-language': 'en', ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }), ...(form && { body: form }),
    });
    const text = await response.text();
    return { status: response.status, body: (text === '' ? {} : JSON.parse(text)) as T };
  }

  /** Like `call`, for what must succeed. @throws Error with the answer */
  async get<T>(organisation: string, path: string, options: CallOptions & { service?: string } = {}): Promise<T> {
    const { status, body } = await this.call<T>(organisation, path, options);
    if (status >= 300) throw new Error(`${organisation} ${options.method ?? ''} ${path}: ${status} ${JSON.stringify(body)}`);
    return body;
  }

  urlOf(service: string): string {
    const urls = [this.options.services[service] ?? []].flat();
    if (urls.length === 0) throw new RangeError(`no service ${service}`);
    const turn = this.turns.get(service) ?? 0;
    this.turns.set(service, turn + 1);
    return urls[turn % urls.length]!;
  }

  async token(organisation: string): Promise<string> {
    const known = this.tokens.get(organisation);
    if (known && known.until > Date.now()) return known.token;
    const fetched = this.fetchToken(organisation);
    const pending = fetched.then(({ token }) => token);
    // Whoever shares it gets the failure; nobody may: it must not end the process.
    pending.catch(() => { this.tokens.delete(organisation); });
    this.tokens.set(organisation, { token: pending, until: Date.now() + TOKEN_MARGIN_MS });
    const { token, lifeMs } = await fetched;
    this.tokens.set(organisation, { token: Promise.resolve(token), until: Date.now() + lifeMs - TOKEN_MARGIN_MS });
    return token;
  }

  private async fetchToken(organisation: string): Promise<{ token: string; lifeMs: number }> {
    const client = this.options.clients.find((one) => one.organisation === organisation);
    if (!client) throw new RangeError(`no client of ${organisation}`);
    const response = await fetch(`${this.options.issuer}/token`, {
      method: 'POST', signal: this.options.signal,
      headers: { authorization: `Basic ${Buffer.from(`${client.clientId}:${client.clientSecret}`).toString('base64')}` },
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
    });
    const { access_token: token, expires_in: seconds } = (await response.json()) as { access_token?: string; expires_in?: number };
    if (token === undefined) throw new Error(`no token for ${client.clientId}: ${response.status}`);
    return { token, lifeMs: (seconds ?? 60) * 1000 };
  }
}
