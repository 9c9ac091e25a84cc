import { defaultHttpBackEndSettings, HttpBackEnd, readEvents, type BackEndNews } from '@lianzhi/desk';
import { eventShapes, readOperation, readOrderAnswer, readProperties } from './read-answer';
import {
  recordedAnswer, type Holder, type Operation, type OperationAnswers, type OperationKind, type PropertiesAnswer, type Registry, type RegistryEvent, type RenewalOrder, type SealOrder, type TransferOrder,
  type UnitsQuery, type UnsealOrder,
} from './registry';

/** The registration system over HTTP (see `deploy/local/registry` for the interface). One circuit per registry. */
export class HttpRegistry implements Registry, BackEndNews<RegistryEvent> {
  private readonly http: HttpBackEnd;

  constructor(baseUrl: string, settings = defaultHttpBackEndSettings, now: () => number = Date.now) {
    this.http = new HttpBackEnd(baseUrl, settings, now);
  }

  queryProperties({ holder, ...query }: UnitsQuery): Promise<PropertiesAnswer> {
    return this.http.query(query.registry, 'units/query', { ...query, ...holder }, readProperties);
  }

  seal(order: SealOrder): Promise<OperationAnswers['seal']> {
    return this.order('seal', 'seals', order);
  }

  renew({ seal, ...order }: RenewalOrder): Promise<OperationAnswers['renew']> {
    return this.order('renew', `seals/${encodeURIComponent(seal)}/renewal`, order);
  }

  unseal({ seal, ...order }: UnsealOrder): Promise<OperationAnswers['unseal']> {
    return this.order('unseal', `seals/${encodeURIComponent(seal)}/release`, order);
  }

  transfer(order: TransferOrder): Promise<OperationAnswers['transfer']> {
    return this.order('transfer', 'transfers', order);
  }

  eventsAfter(position: number): Promise<(RegistryEvent & { position: number })[]> {
    return this.http.get('events', `events?after=${position}`, (body) => readEvents<RegistryEvent>(eventShapes, body, position));
  }

  findByReference(registry: string, reference: string): Promise<Operation | undefined> {
    return this.http.find(registry, `operations/${encodeURIComponent(reference)}?registry=${encodeURIComponent(registry)}`, readOperation);
  }

  private order<K extends OperationKind>(kind: K, path: string, { holder, ...order }: { registry: string; reference: string; holder: Holder }): Promise<OperationAnswers[K]> {
    const { registry, reference } = order;
    return this.http.order<Operation, OperationAnswers[K]>({
      organisation: registry, path, body: { ...order, ...holder }, read: (value) => readOrderAnswer(kind, value),
      find: () => this.findByReference(registry, reference), recorded: (known) => recordedAnswer(known, kind),
    });
  }
}
