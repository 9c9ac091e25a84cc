import { defaultHttpBackEndSettings, HttpBackEnd, readEvents, type BackEndNews } from '@lianzhi/desk';
import {
  recordedAnswer, type AccountsAnswer, type AccountsQuery, type BankingEvent, type CaseAccountOrder, type CoreBanking, type FreezeOrder, type Holder, type Operation, type OperationAnswers, type OperationKind, type PaymentOrder,
  type ReleaseOrder, type RenewalOrder, type TransactionsAnswer, type TransactionsQuery, type TransferOrder,
} from './core-banking';
import { eventShapes } from './event-shapes';
import { readAccounts, readOperation, readOrderAnswer, readTransactions } from './read-answer';

/** Core banking over HTTP (see `deploy/local/core-banking` for the interface). One circuit per bank, since several may stand behind one address. */
export class HttpCoreBanking implements CoreBanking, BackEndNews<BankingEvent> {
  private readonly http: HttpBackEnd;

  constructor(baseUrl: string, settings = defaultHttpBackEndSettings, now: () => number = Date.now) {
    this.http = new HttpBackEnd(baseUrl, settings, now);
  }

  queryAccounts({ bank, holder, scope, kinds }: AccountsQuery): Promise<AccountsAnswer> {
    return this.http.query(bank, 'accounts/query', { bank, ...holder, scope, kinds }, readAccounts);
  }

  queryTransactions({ bank, holder, ...query }: TransactionsQuery): Promise<TransactionsAnswer> {
    return this.http.query(bank, 'transactions/query', { bank, ...holder, ...query }, readTransactions);
  }

  freeze(order: FreezeOrder): Promise<OperationAnswers['freeze']> {
    return this.order('freeze', 'freezes', order);
  }

  release({ freeze, ...order }: ReleaseOrder): Promise<OperationAnswers['release']> {
    return this.order('release', `freezes/${encodeURIComponent(freeze)}/release`, order);
  }

  renew({ freeze, ...order }: RenewalOrder): Promise<OperationAnswers['renew']> {
    return this.order('renew', `freezes/${encodeURIComponent(freeze)}/renewal`, order);
  }

  transfer(order: TransferOrder): Promise<OperationAnswers['transfer']> {
    return this.order('transfer', 'transfers', order);
  }

  openCaseAccount(order: CaseAccountOrder): Promise<OperationAnswers['open']> {
    return this.order('open', 'case-accounts', order);
  }

  pay(order: PaymentOrder): Promise<OperationAnswers['pay']> {
    return this.order('pay', 'payments', order);
  }

  eventsAfter(position: number): Promise<(BankingEvent & { position: number })[]> {
    return this.http.get('events', `events?after=${position}`, (body) => readEvents<BankingEvent>(eventShapes, body, position));
  }

  findByReference(bank: string, reference: string): Promise<Operation | undefined> {
    return this.http.find(bank, `operations/${encodeURIComponent(reference)}?bank=${encodeURIComponent(bank)}`, readOperation);
  }

  private order<K extends OperationKind>(kind: K, path: string, { holder, ...order }: { bank: string; reference: string; holder: Holder }): Promise<OperationAnswers[K]> {
    const { bank, reference } = order;
    return this.http.order<Operation, OperationAnswers[K]>({
      organisation: bank, path, body: { ...order, ...holder }, read: (value) => readOrderAnswer(kind, value),
      find: () => this.findByReference(bank, reference), recorded: (known) => recordedAnswer(known, kind),
    });
  }
}
