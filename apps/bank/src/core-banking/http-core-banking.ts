import { HttpOperations, type BackEndNews, type HttpBackEndSettings } from '@lianzhi/desk';
import type {
  AccountsAnswer, AccountsQuery, BankingEvent, CaseAccountOrder, CoreBanking, FreezeOrder, Operation, OperationAnswers, PaymentOrder, ReleaseOrder, RenewalOrder, TransactionsAnswer, TransactionsQuery, TransferOrder,
} from './core-banking';
import { eventShapes } from './event-shapes';
import { operationKinds, readAccounts, readOrderAnswer, readTransactions } from './read-answer';

/** Core banking over HTTP (see `deploy/local/core-banking` for the interface). One circuit per bank, since several may stand behind one address. */
export class HttpCoreBanking implements CoreBanking, BackEndNews<BankingEvent> {
  private readonly http: HttpOperations<OperationAnswers, BankingEvent>;

  constructor(baseUrl: string, settings?: HttpBackEndSettings, now?: () => number) {
    this.http = new HttpOperations({ organisation: 'bank', kinds: operationKinds, readAnswer: readOrderAnswer, eventShapes }, baseUrl, settings, now);
  }

  queryAccounts(query: AccountsQuery): Promise<AccountsAnswer> {
    return this.http.query(query.bank, 'accounts/query', query, readAccounts);
  }

  queryTransactions(query: TransactionsQuery): Promise<TransactionsAnswer> {
    return this.http.query(query.bank, 'transactions/query', query, readTransactions);
  }

  freeze(order: FreezeOrder): Promise<OperationAnswers['freeze']> {
    return this.http.order('freeze', order.bank, 'freezes', order);
  }

  release({ freeze, ...order }: ReleaseOrder): Promise<OperationAnswers['release']> {
    return this.http.order('release', order.bank, `freezes/${encodeURIComponent(freeze)}/release`, order);
  }

  renew({ freeze, ...order }: RenewalOrder): Promise<OperationAnswers['renew']> {
    return this.http.order('renew', order.bank, `freezes/${encodeURIComponent(freeze)}/renewal`, order);
  }

  transfer(order: TransferOrder): Promise<OperationAnswers['transfer']> {
    return this.http.order('transfer', order.bank, 'transfers', order);
  }

  openCaseAccount(order: CaseAccountOrder): Promise<OperationAnswers['open']> {
    return this.http.order('open', order.bank, 'case-accounts', order);
  }

  pay(order: PaymentOrder): Promise<OperationAnswers['pay']> {
    return this.http.order('pay', order.bank, 'payments', order);
  }

  eventsAfter(position: number): Promise<(BankingEvent & { position: number })[]> {
    return this.http.eventsAfter(position);
  }

  findByReference(bank: string, reference: string): Promise<Operation | undefined> {
    return this.http.find(bank, reference);
  }
}
