export { baseRows, baseValidFrom, ruleIdOf } from './base-rows';
export { ruleForClock, shownRule, type RuleContext, type ShownRule } from './rule-of-obligation';
export { isLimitRow, limitOfRow, regionPrefix, type Change, type LimitRow, type RuleChange, type RuleRow, type UntilRow } from './rule-row';
export { createRuleTable, rowKey, ruleTableOf, type RuleTable } from './rule-table';
export { rulesInForce, type RuleInForce, type RulesInForce } from './rules-in-force';
export { surelyNotLonger } from './surely-not-longer';
