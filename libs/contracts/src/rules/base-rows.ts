import type { Limit, ObligationRule, Urgency } from '../obligation-rule';
import type { RequestContract } from '../request-contract';
import type { RuleRow } from './rule-row';

type Contract = Pick<RequestContract, 'type' | 'obligations'>;

/** The contracts' own rows are in force from the beginning; a change has a date of its own. */
export const baseValidFrom = '1949-10-01';

const made = new WeakMap<Contract, ReadonlyMap<string, RuleRow>>();

/** The rows that a contract declares, by id. `ordinary` is the plain row. */
export function baseRows(contract: Contract): ReadonlyMap<string, RuleRow> {
  let rows = made.get(contract);
  if (!rows) made.set(contract, rows = new Map(contract.obligations.flatMap((rule) => rowsOf(contract.type, rule)).map((row) => [row.id, row])));
  return rows;
}

/** The id of the row that sets the limit of an obligation: by the milestone when one sets it anew, else by urgency where that matters. */
export function ruleIdOf(contract: Contract, obligation: string, { urgency, milestone }: { urgency?: Urgency; milestone?: string }): string {
  const plain = `${contract.type}.${obligation}`;
  const own = `${plain}.${milestone ?? urgency ?? 'ordinary'}`;
  return baseRows(contract).has(own) ? own : plain;
}

function rowsOf(type: string, { name, limit, limitByUrgency = {}, limitFromMilestone = {}, source }: ObligationRule): RuleRow[] {
  const id = `${type}.${name}`;
  const row = (suffix: string, of: ObligationRule['limit']): RuleRow => ({ id: `${id}${suffix}`, ...of, ...source, validFrom: baseValidFrom });
  const { ordinary, ...urgencies } = limitByUrgency;
  const special = Object.entries({ ...urgencies, ...limitFromMilestone }) as [string, Limit][];
  return [row('', ordinary ?? limit), ...special.map(([name, of]) => row(`.${name}`, of))];
}
