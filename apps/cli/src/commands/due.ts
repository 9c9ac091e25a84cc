import {
  dueOf, isLegalDate, isLimitRow, limitOfRow, parseInstant, ruleForClock, shownRule, toShanghaiIso, urgencies,
  type ObligationRecord, type ObligationRule, type RequestContract, type RuleRow, type Urgency,
} from '@lianzhi/contracts';
import { checkCount, type CommandLine } from '../command-line';
import { contractNamed } from '../contract-named';
import { readCalendar, readRules } from '../law-files';
import { UsageError } from '../usage-error';

/** `due <type> <obligation> --start <instant>`: due time (届满时间) with its rule and derivation, without any service. */
export function due(line: CommandLine): object {
  checkCount(line, 2, 2);
  const [type, name] = line.arguments as [string, string];
  const contract = contractNamed(type);
  const rule = contract.obligations.find((obligation) => obligation.name === name);
  if (!rule) throw new UsageError(`「${contract.title.zh}」没有义务 ${name}，可选：${names(contract)}`, `${type} has no obligation ${name}: choose from ${names(contract)}`);
  const startedAt = instantOption(line.options.start);
  const row = ruleForClock(rule, clockOf(rule, line.options), startedAt, { contract, rules: readRules(line.options.rules), regions: { [rule.owedBy]: regionOption(line.options.region) } });
  const limit = isLimitRow(row) ? limitOfRow(row) : { until: untilOption(rule, line.options.until) };
  const record: ObligationRecord = { name, owedBy: rule.owedBy, round: 1, state: 'running', startedAt, dueAt: null, limit, rule: row.id, ...(isChange(row) && { row }) };
  const computed = dueOf(record, { contract, calendar: readCalendar(line.options.calendar) });
  if (!computed) throw new UsageError('届满时间超出可计算的年份', 'The due time lies beyond the years that can be counted');
  const shown = shownRule(record, contract)!;
  return {
    type, obligation: name, title: rule.title, owedBy: rule.owedBy, startedAt: toShanghaiIso(startedAt), limit, dueAt: toShanghaiIso(computed.dueAt), provisional: computed.provisional,
    source: shown.document ?? shown.level, rule: shown, derivation: computed.derivation,
  };
}

const names = ({ obligations }: RequestContract): string => obligations.map(({ name }) => name).join(', ');
const isChange = ({ by }: RuleRow): boolean => by !== undefined;

function instantOption(start: string | undefined): number {
  if (start === undefined) throw new UsageError('须写明起算时刻 --start，如 2025-09-26T15:00:00+08:00', '--start is missing: an instant such as 2025-09-26T15:00:00+08:00');
  try {
    return parseInstant(start);
  } catch {
    throw new UsageError('--start 须为带时区的时刻，如 2025-09-26T15:00:00+08:00', '--start must be an instant with offset, such as 2025-09-26T15:00:00+08:00');
  }
}

/** What chooses the row: a milestone that sets the limit anew, else the urgency. The milestone that starts the clock chooses nothing. */
function clockOf({ name, startsAt, limitFromMilestone = {} }: ObligationRule, { urgency = 'ordinary', milestone }: CommandLine['options']): { urgency?: Urgency; milestone?: string } {
  if (!Object.hasOwn(urgencies, urgency)) throw new UsageError(`没有紧急程度 ${urgency}，可选：${Object.keys(urgencies).join(', ')}`, `There is no urgency ${urgency}: choose from ${Object.keys(urgencies).join(', ')}`);
  if (milestone === undefined || (typeof startsAt === 'object' && startsAt.milestone === milestone)) return { urgency: urgency as Urgency };
  if (Object.hasOwn(limitFromMilestone, milestone)) return { milestone };
  throw new UsageError(`节点 ${milestone} 不影响义务 ${name}`, `The milestone ${milestone} does not change the obligation ${name}`);
}

function regionOption(region: string | undefined): string | undefined {
  if (region === undefined || /^\d{6}$/.test(region)) return region;
  throw new UsageError('--region 须为六位行政区划代码（GB/T 2260），如 140100', '--region must be a GB/T 2260 code of six digits, such as 140100');
}

function untilOption({ name }: ObligationRule, until: string | undefined): string {
  if (until === undefined) throw new UsageError(`义务 ${name} 的期限由事项载明，请以 --until 写明日期或时刻`, `The request itself sets the limit of ${name}: give it with --until, a date or an instant`);
  try {
    if (!isLegalDate(until)) parseInstant(until);
    return until;
  } catch {
    throw new UsageError('--until 须为日期（YYYY-MM-DD）或带时区的时刻', '--until must be a date (YYYY-MM-DD) or an instant with offset');
  }
}
