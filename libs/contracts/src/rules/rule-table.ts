import { BadDeclaration } from '../bad-declaration';
import type { RequestContract } from '../request-contract';
import { shanghaiDate, type LegalDate } from '../shanghai-time';
import { againstLaw } from './against-law';
import { baseRows } from './base-rows';
import { changeFaults } from './change-faults';
import { regionPrefix, type RuleChange, type RuleRow } from './rule-row';

/**
 * Every time limit as a row (design: a change is a new row, never a new version of an old one). Immutable. What a clock gets
 * depends on when it started and in whose region, never on when one asks, so folding again ends in the same state.
 */
export interface RuleTable {
  /** The rows besides those that the contracts declare. */
  readonly changes: readonly RuleChange[];
  /** All rows of an id, the contract's first; empty for an id that no contract has. */
  rowsOf(id: string): readonly RuleRow[];
  /**
   * The row for a clock that starts then: of the most specific region, and there the one that came into force last.
   * @param startedAt ms @param region GB/T 2260 code of whoever owes; without it only rows for everywhere count
   */
  ruleInForce(id: string, startedAt: number, region?: string): RuleRow | undefined;
}

type Contracts = readonly Pick<RequestContract, 'type' | 'obligations'>[];

/** @throws BadDeclaration naming each row at fault, and the row of law that it would lengthen */
export function createRuleTable(contracts: Contracts, changes: readonly RuleChange[] = []): RuleTable {
  const base = new Map(contracts.flatMap((contract) => [...baseRows(contract)]));
  const malformed = changes.flatMap((row, index) => changeFaults(row, base).map((fault) => `row ${index + 1} (${row.id}): ${fault}`));
  if (malformed.length > 0) throw new BadDeclaration('Rule table', malformed);
  const byId = new Map<string, RuleRow[]>();
  for (const change of changes) byId.set(change.id, [...(byId.get(change.id) ?? [base.get(change.id)!]), change]);
  const faults = [...byId.values()].flatMap((rows) => [...twice(rows), ...againstLaw(rows)]);
  if (faults.length > 0) throw new BadDeclaration('Rule table', faults);
  const ordered = new Map([...byId].map(([id, rows]) => [id, [...rows].sort(byPrecedence)]));
  const rowsOf = (id: string): readonly RuleRow[] => {
    const declared = base.get(id);
    return byId.get(id) ?? (declared ? [declared] : []);
  };
  return {
    changes, rowsOf,
    ruleInForce(id, startedAt, region = '') {
      const rows = ordered.get(id);
      if (!rows) return base.get(id);
      const day = shanghaiDate(startedAt);
      return rows.find((row) => region.startsWith(regionPrefix(row.region ?? '')) && isInForce(row, day)) ?? base.get(id);
    },
  };
}

/**
 * The same from rows that come one by one, as the directory brings them: what is refused is left out and told, and the order
 * in which rows came changes nothing.
 */
export function ruleTableOf(contracts: Contracts, changes: readonly RuleChange[], onRefused: (row: RuleChange, reason: string) => void): RuleTable {
  let table = createRuleTable(contracts);
  for (const change of [...changes].sort((a, b) => (order(a) < order(b) ? -1 : 1))) {
    try {
      table = createRuleTable(contracts, [...table.changes, change]);
    } catch (error) {
      if (!(error instanceof BadDeclaration)) throw error;
      onRefused(change, error.faults.join('; '));
    }
  }
  return table;
}

/** What tells two rows of one table apart. */
export const rowKey = ({ id, validFrom, region }: RuleRow): string => `${id}@${validFrom}${region === undefined ? '' : `@${regionPrefix(String(region))}`}`;

const order = (row: RuleChange): string => JSON.stringify([row.decided, rowKey(row), row]);

const isInForce = ({ validFrom, validTo }: RuleRow, day: LegalDate): boolean => validFrom <= day && (validTo === undefined || day <= validTo);

function byPrecedence(a: RuleRow, b: RuleRow): number {
  const specific = regionPrefix(b.region ?? '').length - regionPrefix(a.region ?? '').length;
  return specific !== 0 ? specific : a.validFrom < b.validFrom ? 1 : -1;
}

function twice(rows: readonly RuleRow[]): string[] {
  const keys = rows.map(rowKey);
  return [...new Set(keys.filter((key, index) => keys.indexOf(key) !== index))].map((key) => `two rows ${key}: which of them is in force? Give the later one its own validFrom`);
}
