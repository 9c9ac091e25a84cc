import { bankAccount, choice, fieldSet, instant, integer, legalDate, money, optional, text, type FieldSet } from '@lianzhi/contracts';
import type { BankingEvent } from './core-banking';

const named = (name: string) => ({ zh: name, en: name });
const kind = (name: string) => choice({ ...named('kind'), options: { [name]: named(name) } });
const common = { position: integer({ ...named('position'), min: 1 }), bank: text({ ...named('bank'), max: 80 }), reference: text({ ...named('reference'), max: 80 }), at: instant(named('at')) };

/** What core banking tells by itself, as it must look. */
export const eventShapes: Readonly<Record<BankingEvent['kind'], FieldSet<object>>> = {
  promoted: fieldSet({ ...common, kind: kind('promoted'), frozen: money(named('frozen')), limit: money(named('limit')), until: optional(legalDate(named('until'))), account: optional(bankAccount(named('account'))) }),
  moved_up: fieldSet({ ...common, kind: kind('moved_up'), rank: integer({ ...named('rank'), min: 1, max: 9999 }) }),
  lapsed: fieldSet({ ...common, kind: kind('lapsed') }),
  received: fieldSet({
    ...common, kind: kind('received'), account: bankAccount(named('account')), amount: money({ ...named('amount'), positive: true }), balance: optional(money(named('balance'))),
    serial: text({ ...named('serial'), max: 80 }), payer: optional(text({ ...named('payer'), max: 120 })), payerAccount: optional(text({ ...named('payerAccount'), max: 40 })),
    payerBank: optional(text(named('payerBank'))), summary: optional(text(named('summary'))),
  }),
};
