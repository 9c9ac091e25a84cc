import type { Bilingual } from '../bilingual';
import type { Calendar } from '../calendar';
import type { ObligationRule } from '../obligation-rule';
import type { RequestContract } from '../request-contract';
import { toShanghaiIso } from '../shanghai-time';
import { baseRows } from './base-rows';
import type { RuleRow } from './rule-row';
import type { RuleTable } from './rule-table';

/** One limit as it stands: which obligation of which type it is, who owes it, and the row in force. */
export interface RuleInForce { type: string; obligation: string; title: Bilingual; owedBy: ObligationRule['owedBy']; row: RuleRow; /** Rows that come into force later. */ later: RuleRow[] }

export interface RulesInForce {
  at: string;
  region: string | null;
  items: RuleInForce[];
  /** The holiday notices that are known; due times that rest on a day of any other year are provisional. */
  calendar: { years: { year: number; document: string }[] };
}

type Contract = Pick<RequestContract, 'type' | 'obligations'>;

/** The rule table 规则表 at an instant (ms), as it counts in a region. Pure. */
export function rulesInForce(contracts: readonly Contract[], rules: RuleTable | undefined, calendar: Calendar, at: number, region?: string): RulesInForce {
  const instant = toShanghaiIso(at);
  const day = instant.slice(0, 10);
  return {
    at: instant, region: region ?? null,
    items: contracts.flatMap((contract) => [...baseRows(contract)].map(([id, base]): RuleInForce => {
      const { name, title, owedBy } = contract.obligations.find((rule) => id === `${contract.type}.${rule.name}` || id.startsWith(`${contract.type}.${rule.name}.`))!;
      const later = (rules?.rowsOf(id) ?? []).filter(({ validFrom }) => validFrom > day);
      return { type: contract.type, obligation: name, title, owedBy, row: rules?.ruleInForce(id, at, region) ?? base, later };
    })),
    calendar: { years: calendar.notices.map(({ year, document }) => ({ year, document })).sort((a, b) => a.year - b.year) },
  };
}
