import { FateUnknown } from '@lianzhi/desk';
import type { AccountsAnswer, AccountsQuery, FreezeAnswer, FreezeOrder, Operation } from '../../../apps/bank/src/core-banking/core-banking';
import type { Simulation } from './simulation';

/** The bank's books: they outlive every crash of the desk. Answers get lost before and after the work is done. */
export class CoreBankingInMemory {
  private readonly done = new Map<string, FreezeAnswer>();
  /** How often a freeze was ordered that had been carried out already. */
  readonly repeated = new Map<string, number>();

  constructor(private readonly simulation: Simulation) {}

  get carriedOut(): ReadonlyMap<string, FreezeAnswer> { return this.done; }

  async freeze(order: FreezeOrder): Promise<FreezeAnswer> {
    if (this.simulation.strikes('core-banking', 0.1)) throw new FateUnknown('no answer, nothing done', true);
    const before = this.done.get(order.reference);
    if (before) this.repeated.set(order.reference, (this.repeated.get(order.reference) ?? 0) + 1);
    const answer: FreezeAnswer = before ?? { status: 'frozen', frozen: order.amount, limit: order.amount, rank: 0, from: `${order.from}T00:00:00+08:00`, until: order.until };
    this.done.set(order.reference, answer);
    if (this.simulation.strikes('core-banking', 0.2)) throw new FateUnknown('done, and the answer was lost', true);
    return answer;
  }

  async queryAccounts({ bank }: AccountsQuery): Promise<AccountsAnswer> {
    if (this.simulation.strikes('core-banking', 0.2)) throw new FateUnknown('no answer', true);
    return { source: bank, asOf: new Date(this.simulation.now).toISOString(), accounts: [], unread: [] };
  }

  async findByReference(_bank: string, reference: string): Promise<Operation | undefined> {
    if (this.simulation.strikes('core-banking', 0.1)) throw new FateUnknown('no answer', true);
    const answer = this.done.get(reference);
    return answer && { operation: 'freeze', answer };
  }
}
