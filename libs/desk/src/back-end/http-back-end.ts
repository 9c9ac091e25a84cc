import { BackEndError, BackEndRejection, BackEndUnreachable, FateUnknown } from './back-end-errors';
import { callBackEnd, type BackEndAnswer, type BackEndCall } from './call-back-end';
import { CircuitBreaker, type CircuitSettings } from './circuit-breaker';
import { understood } from './unreadable-answer';

/** All of it system time, ms. */
export interface HttpBackEndSettings {
  /** For one call. */
  timeoutMs: number;
  /** Pauses before the second, third, … try of one order or query; then the handler decides. */
  pausesMs: readonly number[];
  circuit: CircuitSettings;
}

export const defaultHttpBackEndSettings: HttpBackEndSettings = { timeoutMs: 5000, pausesMs: [100], circuit: { failures: 5, openMs: 2000 } };

/** One order: `organisation` and `reference` name it, `recorded` picks the answer out of what was found by reference. */
export interface BackEndOrder<O, A> {
  organisation: string;
  path: string;
  body: object;
  read: (value: unknown) => A;
  find: () => Promise<O | undefined>;
  recorded: (known: O) => A | undefined;
}

/**
 * A system behind a desk, over HTTP: retries, one circuit per organisation (several may stand behind one address), and never an order
 * carried out twice. Every method gives the system's own answer or throws a {@link BackEndError}; none turns an error into an empty answer.
 */
export class HttpBackEnd {
  private readonly circuits = new Map<string, CircuitBreaker>();

  constructor(private readonly baseUrl: string, private readonly settings: HttpBackEndSettings = defaultHttpBackEndSettings, private readonly now: () => number = Date.now) {}

  /** A search: may be repeated. */
  query<T>(organisation: string, path: string, body: object, read: (value: unknown) => T): Promise<T> {
    return this.withRetries(() => this.post(organisation, path, body, read));
  }

  /** After an order whose fate is unknown it asks by reference, and repeats the order only when the system knows nothing of it. */
  order<O, A>({ organisation, path, body, read, find, recorded }: BackEndOrder<O, A>): Promise<A> {
    let uncertain = false;
    return this.withRetries(async () => {
      const known = uncertain ? await find() : undefined;
      if (known !== undefined) return recorded(known) ?? reject('the reference was used for another operation');
      try {
        return await this.post(organisation, path, body, read);
      } catch (error) {
        uncertain ||= error instanceof FateUnknown;
        throw error;
      }
    }, () => uncertain);
  }

  /** Undefined when the system says by the code `unknown-reference` that there is no such thing. */
  async find<T>(organisation: string, path: string, read: (value: unknown) => T): Promise<T | undefined> {
    const answer = await this.call(organisation, { method: 'GET', path });
    if (answer.status !== 404) return understood(answer.body, read);
    // A proxy's or a wrong address's 404 must not pass for "never done".
    if ((answer.body as { code?: unknown } | null)?.code === 'unknown-reference') return undefined;
    throw new FateUnknown('the back-end system answered 404 without a reason', true);
  }

  /** Something that always exists. @param circuit whose circuit counts its failures */
  async get<T>(circuit: string, path: string, read: (value: unknown) => T): Promise<T> {
    return understood(existing(await this.call(circuit, { method: 'GET', path })), read);
  }

  private async post<T>(organisation: string, path: string, body: object, read: (value: unknown) => T): Promise<T> {
    return understood(existing(await this.call(organisation, { method: 'POST', path, body })), read);
  }

  private call(organisation: string, { path, ...call }: Omit<BackEndCall, 'url' | 'timeoutMs'> & { path: string }): Promise<BackEndAnswer> {
    const url = new URL(path, this.baseUrl.endsWith('/') ? this.baseUrl : `${this.baseUrl}/`);
    return this.circuitOf(organisation).run(() => callBackEnd({ ...call, url, timeoutMs: this.settings.timeoutMs }));
  }

  private circuitOf(organisation: string): CircuitBreaker {
    let circuit = this.circuits.get(organisation);
    if (circuit === undefined) this.circuits.set(organisation, circuit = new CircuitBreaker(this.settings.circuit, this.now));
    return circuit;
  }

  /** @param uncertain whether an earlier try may have been carried out, whatever the last one met */
  private async withRetries<T>(attempt: () => Promise<T>, uncertain: () => boolean = () => false): Promise<T> {
    for (let tries = 0; ; tries += 1) {
      try {
        return await attempt();
      } catch (error) {
        const pause = this.settings.pausesMs[tries];
        if (pause === undefined || !mayPass(error)) throw uncertain() && error instanceof BackEndUnreachable ? new FateUnknown(error.message, false) : error;
        await new Promise((resolve) => setTimeout(resolve, pause));
      }
    }
  }
}

const mayPass = (error: unknown): boolean => error instanceof BackEndError && !(error instanceof BackEndRejection);

function existing({ status, body }: BackEndAnswer): unknown {
  return status === 404 ? reject('the back-end system does not know this function (404)') : body;
}

function reject(message: string): never {
  throw new BackEndRejection(message);
}
