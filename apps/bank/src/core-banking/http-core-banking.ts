import { callCoreBanking, type Answer, type Call } from './call-core-banking';
import { CircuitBreaker, type CircuitSettings } from './circuit-breaker';
import {
  recordedAnswer, type AccountsAnswer, type AccountsQuery, type BankingEvent, type CaseAccountOrder, type CoreBanking, type CoreBankingNews, type FreezeOrder, type Holder, type Operation, type OperationAnswers, type OperationKind, type PaymentOrder,
  type ReleaseOrder, type RenewalOrder, type TransactionsAnswer, type TransactionsQuery, type TransferOrder,
} from './core-banking';
import { CoreBankingError, CoreBankingRejection, CoreBankingUnreachable, FateUnknown } from './core-banking-errors';
import { readEvents } from './read-events';
import { readAccounts, readOperation, readOrderAnswer, readTransactions } from './read-answer';
import { UnreadableAnswer } from './unreadable-answer';

/** All of it system time, ms. */
export interface HttpCoreBankingSettings {
  /** For one call. */
  timeoutMs: number;
  /** Pauses before the second, third, … try of one order or query; then the handler decides. */
  pausesMs: readonly number[];
  circuit: CircuitSettings;
}

export const defaultHttpCoreBankingSettings: HttpCoreBankingSettings = { timeoutMs: 5000, pausesMs: [100], circuit: { failures: 5, openMs: 2000 } };

/** Core banking over HTTP (see `deploy/local/core-banking` for the interface). One circuit per bank, since several may stand behind one address. */
export class HttpCoreBanking implements CoreBanking, CoreBankingNews {
  private readonly circuits = new Map<string, CircuitBreaker>();

  constructor(private readonly baseUrl: string, private readonly settings = defaultHttpCoreBankingSettings, private readonly now: () => number = Date.now) {}

  async queryAccounts({ bank, holder, scope, kinds }: AccountsQuery): Promise<AccountsAnswer> {
    return this.withRetries(() => this.post(bank, 'accounts/query', { bank, ...holder, scope, kinds }, readAccounts));
  }

  async queryTransactions({ bank, holder, ...query }: TransactionsQuery): Promise<TransactionsAnswer> {
    return this.withRetries(() => this.post(bank, 'transactions/query', { bank, ...holder, ...query }, readTransactions));
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

  async eventsAfter(position: number): Promise<(BankingEvent & { position: number })[]> {
    const answer = await this.call('events', { method: 'GET', path: `events?after=${position}` });
    if (answer.status === 404) throw new CoreBankingRejection('core banking does not know this function (404)');
    return understood(answer.body, (body) => readEvents(body, position));
  }

  async findByReference(bank: string, reference: string): Promise<Operation | undefined> {
    const answer = await this.call(bank, { method: 'GET', path: `operations/${encodeURIComponent(reference)}?bank=${encodeURIComponent(bank)}` });
    if (answer.status !== 404) return understood(answer.body, readOperation);
    // A proxy's or a wrong address's 404 must not pass for "never done".
    if ((answer.body as { code?: unknown } | null)?.code === 'unknown-reference') return undefined;
    throw new FateUnknown('core banking answered 404 without a reason', true);
  }

  /** After an order whose fate is unknown it asks by reference, and repeats the order only when core banking knows nothing of it. */
  private async order<K extends OperationKind>(kind: K, path: string, { holder, ...order }: { bank: string; reference: string; holder: Holder }): Promise<OperationAnswers[K]> {
    const { bank, reference } = order;
    let uncertain = false;
    return this.withRetries(async () => {
      const known = uncertain ? await this.findByReference(bank, reference) : undefined;
      if (known !== undefined) return recordedAnswer(known, kind) ?? reject('the reference was used for another operation');
      try {
        return await this.post(bank, path, { ...order, ...holder }, (value) => readOrderAnswer(kind, value));
      } catch (error) {
        uncertain ||= error instanceof FateUnknown;
        throw error;
      }
    }, () => uncertain);
  }

  private async post<T>(bank: string, path: string, body: object, read: (value: unknown) => T): Promise<T> {
    const answer = await this.call(bank, { method: 'POST', path, body });
    if (answer.status === 404) throw new CoreBankingRejection('core banking does not know this function (404)');
    return understood(answer.body, read);
  }

  private call(bank: string, { path, ...call }: Omit<Call, 'url' | 'timeoutMs'> & { path: string }): Promise<Answer> {
    const url = new URL(path, this.baseUrl.endsWith('/') ? this.baseUrl : `${this.baseUrl}/`);
    return this.circuitOf(bank).run(() => callCoreBanking({ ...call, url, timeoutMs: this.settings.timeoutMs }));
  }

  private circuitOf(bank: string): CircuitBreaker {
    let circuit = this.circuits.get(bank);
    if (circuit === undefined) this.circuits.set(bank, circuit = new CircuitBreaker(this.settings.circuit, this.now));
    return circuit;
  }

  /** @param uncertain whether an earlier try may have been carried out, whatever the last one met */
  private async withRetries<T>(attempt: () => Promise<T>, uncertain: () => boolean = () => false): Promise<T> {
    for (let tries = 0; ; tries += 1) {
      try {
        return await attempt();
      } catch (error) {
        const pause = this.settings.pausesMs[tries];
        if (pause === undefined || !mayPass(error)) throw uncertain() && error instanceof CoreBankingUnreachable ? new FateUnknown(error.message, false) : error;
        await new Promise((resolve) => setTimeout(resolve, pause));
      }
    }
  }
}

const mayPass = (error: unknown): boolean => error instanceof CoreBankingError && !(error instanceof CoreBankingRejection);

function reject(message: string): never {
  throw new CoreBankingRejection(message);
}

function understood<T>(body: unknown, read: (value: unknown) => T): T {
  try {
    return read(body);
  } catch (error) {
    if (error instanceof UnreadableAnswer) throw new FateUnknown(`the answer of core banking cannot be read: ${error.message}`, true);
    throw error;
  }
}
