import { boolean, choice, choices, fieldSet, legalDate, optional, share, text, unitNumber } from '@lianzhi/contracts';
import { holderFields, type Known } from '../simulator/invalid-order';

const named = (name: string) => ({ zh: name, en: name });
const optionsOf = (...names: string[]) => Object.fromEntries(names.map((name) => [name, named(name)]));
const reference = text({ ...named('reference'), max: 80 });
const registry = text({ ...named('registry'), max: 80 });
const unit = unitNumber(named('unitNumber'));
const court = { authority: text(named('authority')), caseNumber: optional(text({ ...named('caseNumber'), max: 64 })) };
const common = { reference, registry, ...holderFields, ...court };

export const unitsQuery = fieldSet({ registry, ...holderFields, unitNumber: optional(unit) });

export const sealOrder = fieldSet({
  ...common, unitNumber: unit, from: legalDate(named('from')), until: legalDate(named('until')), share: optional(share(named('share'))),
  covers: optional(choice({ ...named('covers'), options: optionsOf('whole', 'building', 'land') })), live: optional(boolean(named('live'))),
});

export const renewalOrder = fieldSet({ ...common, unitNumber: optional(unit), from: legalDate(named('from')), until: legalDate(named('until')) });
export const unsealOrder = fieldSet({ ...common, unitNumber: optional(unit) });

export const transferOrder = fieldSet({
  ...common, unitNumber: unit, transferee: text({ ...named('transferee'), max: 40 }), transfereeName: text({ ...named('transfereeName'), max: 120 }),
  ground: choice({ ...named('ground'), options: optionsOf('auction', 'sale', 'settles-debt', 'judgment') }), seal: optional(text({ ...named('seal'), max: 80 })),
  cancel: optional(choices({ ...named('cancel'), options: optionsOf('own-seal', 'waiting-seals', 'mortgage', 'certificate') })),
});

export type UnitsQuery = Known<typeof unitsQuery>;
export type SealOrder = Known<typeof sealOrder>;
export type RenewalOrder = Known<typeof renewalOrder>;
export type UnsealOrder = Known<typeof unsealOrder>;
export type TransferOrder = Known<typeof transferOrder>;
