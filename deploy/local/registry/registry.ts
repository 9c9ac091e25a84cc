import { shanghaiDate, toShanghaiIso } from '@lianzhi/contracts';
import { fingerprintOf, numberOf, ReferenceReused } from '../simulator/reference-reused';
import { decideSeal } from './decide-seal';
import { decideTransfer } from './decide-transfer';
import { decideRenewal, decideUnseal } from './decide-unseal';
import { refused, type At, type Decision } from './decision';
import { findUnits, type SearchAnswer } from './find-units';
import type { RenewalOrder, SealOrder, TransferOrder, UnitsQuery, UnsealOrder } from './orders';
import { isPaper, queueOf, type Register, type Unit } from './register';
import type { OperationAnswer, RecordedOperation, RegistryEntry, UnitRecord } from './registry-entry';
import type { RegistryEvent } from './registry-event';
import { settleQueue, type Passed } from './seal-queue';

/** The simulated registration system: decides, writes the entry down, then applies it. Idempotent by reference. */
export class Registry {
  /** @param write makes an entry durable @param now business time, ms */
  constructor(readonly register: Register, private readonly write: (entry: RegistryEntry) => void, private readonly now: () => number) {}

  query(query: UnitsQuery, unreadable: (unit: Unit) => string | undefined): SearchAnswer {
    for (const unit of this.register.unitsOf(query.registry, query.holder)) this.settle(unit);
    return findUnits(this.register, query, toShanghaiIso(this.now()), unreadable);
  }

  /** @param refusal set to refuse it whatever the register says */
  seal(order: SealOrder, refusal?: string): OperationAnswer {
    return this.once('seal', order, order, refusal, (at) => decideSeal(this.register, order, at));
  }

  renew(seal: string, order: RenewalOrder, refusal?: string): OperationAnswer {
    return this.once('renew', order, { seal, ...order }, refusal, (at) => decideRenewal(this.register, seal, order, at));
  }

  unseal(seal: string, order: UnsealOrder, refusal?: string): OperationAnswer {
    return this.once('unseal', order, { seal, ...order }, refusal, (at) => decideUnseal(this.register, seal, order, at));
  }

  transfer(order: TransferOrder, refusal?: string): OperationAnswer {
    return this.once('transfer', order, order, refusal, (at) => decideTransfer(this.register, order, at));
  }

  /** What is to be told after so many that are known; written down first, so that positions stay. */
  events(after: number): readonly RegistryEvent[] {
    this.settleAll();
    return this.register.eventsAfter(after);
  }

  putUnits(units: UnitRecord[], replace: boolean): void {
    this.record({ do: 'units', units, replace });
  }

  clearOperations(): void {
    this.record({ do: 'clear' });
  }

  private once(operation: RecordedOperation['operation'], { reference, registry }: { reference: string; registry: string }, order: object, refusal: string | undefined, decide: (at: At) => Decision): OperationAnswer {
    const fingerprint = fingerprintOf(order);
    const before = this.register.operation(reference);
    if (before !== undefined) {
      if (before.operation !== operation || before.fingerprint !== fingerprint) throw new ReferenceReused();
      return before.answer;
    }
    this.settleAll();
    const [now, today] = [toShanghaiIso(this.now()), shanghaiDate(this.now())];
    const { answer, changes, events = [], seal } = refusal === undefined ? decide({ now, today, number: numberOf(today, fingerprint) }) : refused('refused', refusal);
    this.record({ do: 'operation', recorded: { reference, operation, ...seal === undefined ? {} : { seal }, registry, fingerprint, answer }, changes, events });
    this.settleAll();
    return answer;
  }

  /** What time has brought about, and what the last change lets happen, is entered before anything else is. */
  private settleAll(): void {
    for (const unit of this.register.allUnits()) this.settle(unit);
  }

  private settle(unit: Unit): void {
    const today = shanghaiDate(this.now());
    const holders = unit.ownership === 'shares' ? [...new Set(unit.seals.map(({ holder }) => holder))] : [''];
    const passed = holders.flatMap((holder) => settleQueue(queueOf(unit, holder), today));
    if (passed.length === 0) return;
    const { registry, unitNumber } = unit;
    const at = toShanghaiIso(this.now());
    const end = passed.filter(({ kind }) => kind === 'lapsed').map(({ seal }) => seal.reference);
    const put = passed.filter(({ kind, seal }) => kind !== 'lapsed' && !end.includes(seal.reference)).map(({ seal }) => seal);
    const events = passed.filter(({ seal }) => !isPaper(seal)).map((one) => eventOf(one, { registry, at }));
    this.record({ do: 'passed', changes: [{ unit: { registry, unitNumber }, put, end }], events });
  }

  private record(entry: RegistryEntry): void {
    this.write(entry);
    this.register.apply(entry);
  }
}

function eventOf({ kind, seal: { reference, since, until, rank } }: Passed, { registry, at }: { registry: string; at: string }): RegistryEvent {
  switch (kind) {
    case 'lapsed': return { kind, registry, reference, at, reason: 'time' };
    case 'moved_up': return { kind, registry, reference, at, rank: rank! };
    case 'promoted': return { kind, registry, reference, at, from: since!, until: until! };
  }
}
