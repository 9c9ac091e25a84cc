import { HttpOperations, type BackEndNews, type HttpBackEndSettings } from '@lianzhi/desk';
import { eventShapes, operationKinds, readOrderAnswer, readProperties } from './read-answer';
import type { Operation, OperationAnswers, PropertiesAnswer, Registry, RegistryEvent, RenewalOrder, SealOrder, TransferOrder, UnitsQuery, UnsealOrder } from './registry';

/** The registration system over HTTP (see `deploy/local/registry` for the interface). One circuit per registry. */
export class HttpRegistry implements Registry, BackEndNews<RegistryEvent> {
  private readonly http: HttpOperations<OperationAnswers, RegistryEvent>;

  constructor(baseUrl: string, settings?: HttpBackEndSettings, now?: () => number) {
    this.http = new HttpOperations({ organisation: 'registry', kinds: operationKinds, readAnswer: readOrderAnswer, eventShapes }, baseUrl, settings, now);
  }

  queryProperties(query: UnitsQuery): Promise<PropertiesAnswer> {
    return this.http.query(query.registry, 'units/query', query, readProperties);
  }

  seal(order: SealOrder): Promise<OperationAnswers['seal']> {
    return this.http.order('seal', order.registry, 'seals', order);
  }

  renew({ seal, ...order }: RenewalOrder): Promise<OperationAnswers['renew']> {
    return this.http.order('renew', order.registry, `seals/${encodeURIComponent(seal)}/renewal`, order);
  }

  unseal({ seal, ...order }: UnsealOrder): Promise<OperationAnswers['unseal']> {
    return this.http.order('unseal', order.registry, `seals/${encodeURIComponent(seal)}/release`, order);
  }

  transfer(order: TransferOrder): Promise<OperationAnswers['transfer']> {
    return this.http.order('transfer', order.registry, 'transfers', order);
  }

  eventsAfter(position: number): Promise<(RegistryEvent & { position: number })[]> {
    return this.http.eventsAfter(position);
  }

  findByReference(registry: string, reference: string): Promise<Operation | undefined> {
    return this.http.find(registry, reference);
  }
}
