import { calendarOf, rowKey, ruleTableOf, type Calendar, type Catalogue, type RuleChange, type RuleTable } from '@lianzhi/contracts';
import type { Directory } from './directory';
import type { PayloadRecord } from './directory-record';

/** What changed: a year of the calendar, or the rule table. */
export type LawKind = PayloadRecord['kind'];

/**
 * Calendar 工作日历 and rule table 规则表 as the directory has them now. A record that arrives counts from the next message on;
 * nothing has to be started again. A record that cannot be right is left out, by every service alike, and told.
 */
export class LawInForce {
  calendar: Calendar;
  rules: RuleTable;
  private readonly listeners = new Set<(kind: LawKind) => void>();
  private readonly told = new Set<string>();

  /** @param onRefused key of the record on the topic, and why; each is told once */
  constructor(
    private readonly directory: Pick<Directory, 'payloads' | 'onChange'>,
    private readonly catalogue: Pick<Catalogue, 'contracts'>,
    private readonly onRefused: (key: string, reason: string) => void,
  ) {
    this.calendar = this.readCalendar();
    this.rules = this.readRules();
    directory.onChange(({ record: { kind } }) => this.renew(kind));
  }

  /** Called after calendar or rules have changed. @returns what ends it */
  onChange(listener: (kind: LawKind) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private renew(kind: string): void {
    if (kind !== 'calendar' && kind !== 'rules') return;
    if (kind === 'calendar') this.calendar = this.readCalendar();
    else this.rules = this.readRules();
    this.listeners.forEach((listener) => listener(kind));
  }

  private readCalendar(): Calendar {
    return calendarOf(this.directory.payloads('calendar'), (id, reason) => this.refuse(`calendar/${id}`, reason));
  }

  private readRules(): RuleTable {
    const records = this.directory.payloads('rules').filter((record) => this.isUnderItsKey(record));
    return ruleTableOf(this.catalogue.contracts, records.map(({ payload }) => payload as RuleChange), (row, reason) => this.refuse(`rules/${rowKey(row)}`, reason));
  }

  /** One record for one row: a row under the key of another could replace it. */
  private isUnderItsKey({ id, payload }: PayloadRecord): boolean {
    const good = typeof payload === 'object' && payload !== null && rowKey(payload as RuleChange) === id;
    if (!good) this.refuse(`rules/${id}`, 'a row stands under the id <rule>@<validFrom>, with @<region> where it has one');
    return good;
  }

  private refuse(key: string, reason: string): void {
    const told = `${key}: ${reason}`;
    if (this.told.has(told)) return;
    this.told.add(told);
    this.onRefused(key, reason);
  }
}
