import { bankAccount, choice, fieldSet, instant, integer, isPlainObject, legalDate, listOfGroups, money, optional, text, type FieldSet } from '@lianzhi/contracts';
import type { AccountsAnswer, BankAccount, FreezeAnswer, Operation, Refused, ReleaseAnswer } from './core-banking';

/** Core banking said something that cannot be understood. It is never taken for "nothing there". */
export class UnreadableAnswer extends Error {}

const named = (name: string) => ({ zh: name, en: name });
const status = (name: string) => choice({ ...named('status'), options: { [name]: named(name) } });

const earlierFreeze = fieldSet({
  authority: text(named('authority')), amount: optional(money(named('amount'))), until: optional(legalDate(named('until'))),
  rank: optional(text({ ...named('rank'), max: 20 })), caseNumber: optional(text({ ...named('caseNumber'), max: 64 })),
});
const account = fieldSet({
  number: bankAccount(named('number')), balance: money(named('balance')), available: money(named('available')),
  earlierFreezes: listOfGroups({ ...named('earlierFreezes'), of: earlierFreeze, max: 100_000 }),
  kind: optional(text({ ...named('kind'), max: 60 })), openedAt: optional(text(named('openedAt'))), status: optional(text({ ...named('status'), max: 60 })),
});
const search = fieldSet({ source: text(named('source')), asOf: instant(named('asOf')) });
const refused = fieldSet({ status: status('refused'), code: text({ ...named('code'), max: 60 }), reason: text({ ...named('reason'), max: 500 }) });
const orderFields = { account: optional(bankAccount(named('account'))), number: optional(text({ ...named('number'), max: 80 })) };
const frozen = fieldSet({
  status: choice({ ...named('status'), options: { frozen: named('frozen'), waiting: named('waiting') } }),
  frozen: money(named('frozen')), limit: money(named('limit')), rank: integer({ ...named('rank'), max: 9999 }), from: instant(named('from')), until: legalDate(named('until')),
  available: optional(money(named('available'))), ...orderFields,
});
const released = fieldSet({ status: status('released'), released: money(named('released')), remaining: money(named('remaining')), at: instant(named('at')), ...orderFields });

/** The declared fields of a value that passes; what nobody declared is left out. */
function pick<T>(fields: FieldSet<T>, value: unknown, what: string): T {
  const [issue] = fields.validate(value);
  // The pointer names the field, never its value.
  if (issue !== undefined) throw new UnreadableAnswer(`${what}${issue.pointer} ${issue.en}`);
  const given = value as Record<string, unknown>;
  return Object.fromEntries(Object.keys(fields.fields).filter((name) => given[name] !== undefined).map((name) => [name, given[name]])) as T;
}

/** Accounts that cannot be read are counted in `unread`, so that the answer is partial, not shorter. */
export function readAccounts(value: unknown): AccountsAnswer {
  const { source, asOf } = pick(search, value, 'search');
  const { accounts, unread, complete } = value as Record<string, unknown>;
  if (!Array.isArray(accounts) || typeof complete !== 'boolean' || !isListOfTexts(unread)) throw new UnreadableAnswer('search without accounts, unread or complete');
  const readable = accounts.filter((one) => account.validate(one).length === 0);
  const broken = accounts.length - readable.length;
  return {
    source, asOf,
    accounts: readable.map((one) => pick(account, one, 'account') as BankAccount),
    unread: [...unread, ...broken > 0 ? [`${broken} 个账户的数据无法识别`] : [], ...!complete && broken + unread.length === 0 ? ['核心业务系统未完成全部查询'] : []],
  };
}

export function readFreeze(value: unknown): FreezeAnswer {
  if (statusOf(value) === 'refused') return pick(refused, value, 'refusal') as Refused;
  const answer = pick(frozen, value, 'freeze') as Exclude<FreezeAnswer, Refused>;
  if ((answer.status === 'waiting') !== (answer.rank > 0)) throw new UnreadableAnswer('freeze/rank contradicts its status');
  return answer;
}

export function readRelease(value: unknown): ReleaseAnswer {
  if (statusOf(value) === 'refused') return pick(refused, value, 'refusal') as Refused;
  return { ...pick(released, value, 'release') as Omit<Exclude<ReleaseAnswer, Refused>, 'waiting'>, waiting: (value as { waiting?: unknown }).waiting === true };
}

export function readOperation(value: unknown): Operation {
  const { operation, answer } = isPlainObject(value) ? value : {} as Record<string, unknown>;
  if (operation === 'freeze') return { operation, answer: readFreeze(answer) };
  if (operation === 'release') return { operation, answer: readRelease(answer) };
  throw new UnreadableAnswer('operation of an unknown kind');
}

const statusOf = (value: unknown): unknown => (isPlainObject(value) ? value.status : undefined);
const isListOfTexts = (value: unknown): value is string[] => Array.isArray(value) && value.every((one) => typeof one === 'string');
