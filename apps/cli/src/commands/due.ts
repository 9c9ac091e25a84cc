import { defaultCalendar, dueOf, isLegalDate, parseInstant, toShanghaiIso, urgencies, type Limit, type ObligationRule, type RequestContract, type Urgency } from '@lianzhi/contracts';
import { checkCount, type CommandLine } from '../command-line';
import { contractNamed } from '../contract-named';
import { UsageError } from '../usage-error';

/** `due <type> <obligation> --start <instant>`: due time (届满时间) with its derivation, without any service. */
export function due(line: CommandLine): object {
  checkCount(line, 2, 2);
  const [type, name] = line.arguments as [string, string];
  const contract = contractNamed(type);
  const rule = contract.obligations.find((obligation) => obligation.name === name);
  if (!rule) throw new UsageError(`「${contract.title.zh}」没有义务 ${name}，可选：${names(contract)}`, `${type} has no obligation ${name}: choose from ${names(contract)}`);
  const startedAt = instantOption(line.options.start);
  const limit = limitOf(rule, line.options);
  const computed = dueOf({ name, owedBy: rule.owedBy, round: 1, state: 'running', startedAt, dueAt: null, limit }, { contract, calendar: defaultCalendar })!;
  return {
    type, obligation: name, owedBy: rule.owedBy, startedAt: toShanghaiIso(startedAt), dueAt: toShanghaiIso(computed.dueAt), provisional: computed.provisional,
    source: rule.source.document ?? rule.source.level, rule: rule.source, derivation: computed.derivation,
  };
}

const names = ({ obligations }: RequestContract): string => obligations.map(({ name }) => name).join(', ');

function instantOption(start: string | undefined): number {
  if (start === undefined) throw new UsageError('须写明起算时刻 --start，如 2025-09-26T15:00:00+08:00', '--start is missing: an instant such as 2025-09-26T15:00:00+08:00');
  try {
    return parseInstant(start);
  } catch {
    throw new UsageError('--start 须为带时区的时刻，如 2025-09-26T15:00:00+08:00', '--start must be an instant with offset, such as 2025-09-26T15:00:00+08:00');
  }
}

function limitOf(rule: ObligationRule, { urgency, until, milestone }: CommandLine['options']): Limit | { until: string } {
  if (urgency !== undefined && !Object.hasOwn(urgencies, urgency)) throw new UsageError(`没有紧急程度 ${urgency}，可选：${Object.keys(urgencies).join(', ')}`, `There is no urgency ${urgency}: choose from ${Object.keys(urgencies).join(', ')}`);
  if (milestone !== undefined) return limitFrom(rule, milestone);
  if ('until' in rule.limit) return { until: untilOption(rule, until) };
  return rule.limitByUrgency?.[(urgency ?? 'ordinary') as Urgency] ?? rule.limit;
}

function limitFrom({ name, startsAt, limit, limitFromMilestone = {} }: ObligationRule, milestone: string): Limit {
  const found = limitFromMilestone[milestone] ?? (typeof startsAt === 'object' && startsAt.milestone === milestone && !('until' in limit) ? limit : undefined);
  if (!found) throw new UsageError(`节点 ${milestone} 不影响义务 ${name}`, `The milestone ${milestone} does not change the obligation ${name}`);
  return found;
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
