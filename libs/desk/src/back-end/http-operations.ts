import type { FieldSet } from '@lianzhi/contracts';
import type { BackEndEvent } from './back-end-event-store';
import type { BackEndNews } from './back-end-events';
import { HttpBackEnd, type HttpBackEndSettings } from './http-back-end';
import { readOperation, recordedAnswer, type OperationOf } from './operation';
import { readEvents } from './read-fields';

/** How the system behind a desk is spoken to. `A`: kind of operation → its answer. */
export interface OperationsInterface<A extends object, E extends BackEndEvent> {
  /** What the organisation is called, in orders and in addresses. */
  organisation: string;
  kinds: readonly (keyof A & string)[];
  readAnswer: <K extends keyof A>(kind: K, value: unknown) => A[K];
  eventShapes: Readonly<Record<E['kind'], FieldSet<object>>>;
}

/** What every order has besides its own content. The holder's number is written out into it. */
export interface ReferencedOrder { reference: string; holder: object }

/** The operations of a system behind a desk over HTTP, each done once by its reference, and what it tells by itself. */
export class HttpOperations<A extends object, E extends BackEndEvent> implements BackEndNews<E> {
  private readonly http: HttpBackEnd;

  constructor(private readonly spoken: OperationsInterface<A, E>, baseUrl: string, settings?: HttpBackEndSettings, now?: () => number) {
    this.http = new HttpBackEnd(baseUrl, settings, now);
  }

  query<T>(organisation: string, path: string, { holder, ...query }: { holder: object }, read: (value: unknown) => T): Promise<T> {
    return this.http.query(organisation, path, { ...query, ...holder }, read);
  }

  order<K extends keyof A>(kind: K, organisation: string, path: string, { holder, ...order }: ReferencedOrder): Promise<A[K]> {
    return this.http.order<OperationOf<A>, A[K]>({
      organisation, path, body: { ...order, ...holder }, read: (value) => this.spoken.readAnswer(kind, value),
      find: () => this.find(organisation, order.reference), recorded: (known) => recordedAnswer(known, kind) as A[K] | undefined,
    });
  }

  /** What was done under this reference, or undefined when the system says that it does not know it. */
  find(organisation: string, reference: string): Promise<OperationOf<A> | undefined> {
    return this.http.find(organisation, `operations/${encodeURIComponent(reference)}?${this.spoken.organisation}=${encodeURIComponent(organisation)}`,
      (value) => readOperation(this.spoken.kinds, this.spoken.readAnswer, value));
  }

  eventsAfter(position: number): Promise<(E & { position: number })[]> {
    return this.http.get('events', `events?after=${position}`, (body) => readEvents<E>(this.spoken.eventShapes, body, position));
  }
}
