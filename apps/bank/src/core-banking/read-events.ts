import { bankAccount, choice, fieldSet, instant, integer, isPlainObject, legalDate, money, optional, text, type FieldSet } from '@lianzhi/contracts';
import type { BankingEvent } from './core-banking';
import { UnreadableAnswer } from './unreadable-answer';

const named = (name: string) => ({ zh: name, en: name });
const kind = (name: string) => choice({ ...named('kind'), options: { [name]: named(name) } });
const common = { position: integer({ ...named('position'), min: 1 }), bank: text({ ...named('bank'), max: 80 }), reference: text({ ...named('reference'), max: 80 }), at: instant(named('at')) };

const shapes: Readonly<Record<BankingEvent['kind'], FieldSet<object>>> = {
  promoted: fieldSet({ ...common, kind: kind('promoted'), frozen: money(named('frozen')), limit: money(named('limit')), until: optional(legalDate(named('until'))), account: optional(bankAccount(named('account'))) }),
  lapsed: fieldSet({ ...common, kind: kind('lapsed') }),
  received: fieldSet({
    ...common, kind: kind('received'), account: bankAccount(named('account')), amount: money({ ...named('amount'), positive: true }), balance: optional(money(named('balance'))),
    serial: text({ ...named('serial'), max: 80 }), payer: optional(text({ ...named('payer'), max: 120 })), payerAccount: optional(text({ ...named('payerAccount'), max: 40 })),
    payerBank: optional(text(named('payerBank'))), summary: optional(text(named('summary'))),
  }),
};

/**
 * Events in the order of their positions. One that cannot be read stops there, since those behind it would be read without it.
 * @throws UnreadableAnswer
 */
export function readEvents(value: unknown, after: number): (BankingEvent & { position: number })[] {
  const items: unknown = isPlainObject(value) ? value['items'] : undefined;
  if (!Array.isArray(items)) throw new UnreadableAnswer('events without items');
  return items.map((item: unknown, index) => {
    const shape = isPlainObject(item) && typeof item['kind'] === 'string' && Object.hasOwn(shapes, item['kind']) ? shapes[item['kind'] as BankingEvent['kind']] : undefined;
    const [issue] = shape?.validate(item) ?? [{ pointer: '/kind' }];
    if (issue) throw new UnreadableAnswer(`event ${index + 1} after ${after}${issue.pointer}`);
    return item as BankingEvent & { position: number };
  });
}
