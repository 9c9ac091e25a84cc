import { DAY_MS, startOfDay } from '@lianzhi/contracts';
import type { RecordedOperation, RegistryEntry, Seal, UnitChange, UnitKey, UnitRecord } from './registry-entry';
import type { RegistryEvent } from './registry-event';

/** A unit as it stands now. `seals` are in order of arrival, all queues of the unit together. */
export interface Unit extends Omit<UnitRecord, 'seals' | 'mortgages'> { seals: Seal[]; mortgages: NonNullable<UnitRecord['mortgages']> }

const keyOf = ({ registry, unitNumber }: UnitKey): string => `${registry}/${unitNumber}`;
const paper = 'paper:';
export const isPaper = ({ reference }: Seal): boolean => reference.startsWith(paper);

/** The register (登记簿): units, their seals, and what was done under which reference. `apply` is the only thing that changes it. */
export class Register {
  private records = new Map<string, UnitRecord>();
  private units = new Map<string, Unit>();
  private byOwner = new Map<string, Set<Unit>>();
  private operations = new Map<string, RecordedOperation>();
  /** In the order in which they came about; never forgotten, since readers go on from a position. */
  private readonly events: RegistryEvent[] = [];

  apply(entry: RegistryEntry): void {
    switch (entry.do) {
      case 'units':
        if (entry.replace) this.forget();
        for (const record of entry.units) this.put(record);
        return;
      case 'operation':
        this.operations.set(entry.recorded.reference, entry.recorded);
        return this.change(entry.changes, entry.events);
      case 'passed': return this.change(entry.changes, entry.events);
      case 'clear': return this.clear();
    }
  }

  /** @param after how many of them are known */
  eventsAfter(after: number): readonly RegistryEvent[] {
    return this.events.slice(after);
  }

  operation(reference: string): RecordedOperation | undefined {
    return this.operations.get(reference);
  }

  allOperations(): RecordedOperation[] {
    return [...this.operations.values()];
  }

  allUnits(): Unit[] {
    return [...this.units.values()];
  }

  unit(key: UnitKey): Unit | undefined {
    return this.units.get(keyOf(key));
  }

  /** What stands in that person's or company's name. */
  unitsOf(registry: string, holder: string): Unit[] {
    return [...this.byOwner.get(holder) ?? []].filter((unit) => unit.registry === registry);
  }

  private change(changes: readonly UnitChange[], events: readonly RegistryEvent[]): void {
    for (const { unit: key, put = [], end = [], owners, ownership, mortgages } of changes) {
      const unit = this.unit(key);
      if (unit === undefined) continue;
      const replaced = new Map(put.map((seal) => [seal.reference, seal]));
      const gone = new Set(end);
      const stayed = unit.seals.filter(({ reference }) => !gone.has(reference)).map((seal) => replaced.get(seal.reference) ?? seal);
      const known = new Set(unit.seals.map(({ reference }) => reference));
      unit.seals = [...stayed, ...put.filter(({ reference }) => !known.has(reference))];
      if (mortgages !== undefined) unit.mortgages = mortgages;
      if (ownership !== undefined) unit.ownership = ownership;
      if (owners !== undefined) this.own(unit, owners);
    }
    this.events.push(...events);
  }

  /** Operations and what they did are forgotten; units are again as they were put. */
  private clear(): void {
    this.operations.clear();
    const records = [...this.records.values()];
    this.forget();
    for (const record of records) this.put(record);
  }

  private forget(): void {
    this.records = new Map();
    this.units = new Map();
    this.byOwner = new Map();
  }

  private put(record: UnitRecord): void {
    const before = this.unit(record);
    if (before !== undefined) this.own(before, []);
    const unit: Unit = { ...record, owners: [], mortgages: record.mortgages ?? [], seals: [...paperSeals(record), ...before?.seals.filter((seal) => !isPaper(seal)) ?? []] };
    this.records.set(keyOf(record), record);
    this.units.set(keyOf(record), unit);
    this.own(unit, record.owners);
  }

  private own(unit: Unit, owners: Unit['owners']): void {
    for (const { holder } of unit.owners) this.byOwner.get(holder)?.delete(unit);
    unit.owners = owners;
    for (const { holder } of owners) this.byOwner.set(holder, (this.byOwner.get(holder) ?? new Set()).add(unit));
  }
}

/** The first one of a queue is in effect; those behind it wait, with a term that has not begun. */
function paperSeals({ seals = [], owners, ownership }: UnitRecord): Seal[] {
  const begun = new Set<string>();
  return seals.map(({ from, until, holder = owners[0]?.holder ?? '', ...seal }, index) => {
    const queue = ownership === 'shares' ? holder : '';
    const inEffect = !begun.has(queue);
    begun.add(queue);
    return { ...seal, holder, reference: `${paper}${index}`, days: daysBetween(from, until), ...inEffect ? { since: from, until } : {} };
  });
}

/** Both ends counted. */
export const daysBetween = (from: string, until: string): number => Math.round((startOfDay(until) - startOfDay(from)) / DAY_MS) + 1;

/** Those that rank with a seal against that owner: where there are shares, each owner's has seals of its own (查封份额). */
export const queueOf = ({ ownership, seals }: Pick<Unit, 'ownership' | 'seals'>, holder: string): Seal[] => (ownership === 'shares' ? seals.filter((seal) => seal.holder === holder) : seals);
