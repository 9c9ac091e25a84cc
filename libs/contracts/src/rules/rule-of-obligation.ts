import type { ObligationRule, RuleSource, Side, Urgency } from '../obligation-rule';
import type { RequestContract } from '../request-contract';
import type { ObligationRecord } from '../request-record';
import { baseRows, baseValidFrom, ruleIdOf } from './base-rows';
import type { RuleRow } from './rule-row';
import type { RuleTable } from './rule-table';

/** What decides besides the contract which row a clock gets. */
export interface RuleContext {
  contract: RequestContract;
  /** Without it only the contract's own rows. */
  rules?: RuleTable;
  /** GB/T 2260 codes of the two sides. */
  regions?: Partial<Record<Side, string>>;
}

/** The row for a clock of that obligation that starts at `startedAt` (ms). Depends on nothing else, above all not on now. */
export function ruleForClock({ name, owedBy }: Pick<ObligationRule, 'name' | 'owedBy'>, by: { urgency?: Urgency; milestone?: string }, startedAt: number, { contract, rules, regions }: RuleContext): RuleRow {
  const id = ruleIdOf(contract, name, by);
  return rules?.ruleInForce(id, startedAt, regions?.[owedBy]) ?? baseRows(contract).get(id)!;
}

/** The rule as it is shown beside a due time. */
export interface ShownRule extends RuleSource {
  id?: string;
  /** Of a row that changed what the contract declares. */
  validFrom?: string;
  region?: string;
  by?: string;
  why?: string;
}

/** Where the limit of an obligation comes from: the row that it keeps, else (before it starts, or stored by an earlier version) the contract. */
export function shownRule({ name, rule, row }: Pick<ObligationRecord, 'name' | 'rule' | 'row'>, contract: Pick<RequestContract, 'obligations'> | undefined): ShownRule | undefined {
  if (row) return shown(row);
  const source = contract?.obligations.find((declared) => declared.name === name)?.source;
  return source && { ...(rule !== undefined && { id: rule }), ...source };
}

function shown({ id, level, document, article, note, validFrom, region, by, why }: RuleRow): ShownRule {
  return {
    id, level, ...(document !== undefined && { document }), ...(article !== undefined && { article }), ...(note && { note }),
    ...(validFrom !== baseValidFrom && { validFrom }), ...(region !== undefined && { region }), ...(by !== undefined && { by }), ...(why !== undefined && { why }),
  };
}
