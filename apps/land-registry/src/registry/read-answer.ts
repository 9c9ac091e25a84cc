import { boolean, choice, fieldSet, instant, integer, isPlainObject, legalDate, listOfGroups, money, optional, share, text, unitNumber, type FieldSet } from '@lianzhi/contracts';
import { readFields, readList, UnreadableAnswer } from '@lianzhi/desk';
import { registryName, type OperationAnswers, type OperationKind, type PropertiesAnswer, type Property, type RegistryEvent } from './registry';

const named = (name: string) => ({ zh: name, en: name });
const optionsOf = (...names: string[]) => Object.fromEntries(names.map((name) => [name, named(name)]));
const status = (...names: string[]) => choice({ ...named('status'), options: optionsOf(...names) });
const number = optional(text({ ...named('number'), max: 80 }));

const seal = fieldSet({
  authority: text(named('authority')), rank: text({ ...named('rank'), max: 20 }), caseNumber: optional(text({ ...named('caseNumber'), max: 64 })),
  from: optional(legalDate(named('from'))), until: optional(legalDate(named('until'))),
});
const mortgage = fieldSet({
  mortgagee: text(named('mortgagee')), secured: optional(money(named('secured'))), maximum: optional(boolean(named('maximum'))), registeredOn: optional(legalDate(named('registeredOn'))),
});
const property = fieldSet({
  unitNumber: unitNumber(named('unitNumber')), location: text(named('location')), ownership: choice({ ...named('ownership'), options: optionsOf('sole', 'joint', 'shares') }),
  certificate: optional(text({ ...named('certificate'), max: 80 })), share: optional(share(named('share'))), coOwners: optional(text(named('coOwners'))), right: optional(text({ ...named('right'), max: 80 })),
  use: optional(text({ ...named('use'), max: 80 })), area: optional(text({ ...named('area'), max: 80 })), registeredOn: optional(legalDate(named('registeredOn'))),
  mortgages: listOfGroups({ ...named('mortgages'), of: mortgage, max: 10_000 }), seals: listOfGroups({ ...named('seals'), of: seal, max: 100_000 }),
  transferPending: optional(boolean(named('transferPending'))), restrictions: optional(text(named('restrictions'))),
});
const search = fieldSet({ source: text(named('source')), asOf: instant(named('asOf')) });

const entered = { at: instant(named('at')), mortgaged: optional(boolean(named('mortgaged'))), number };
const refused = fieldSet({ status: status('refused'), code: text({ ...named('code'), max: 60 }), reason: text({ ...named('reason'), max: 500 }) });
const sealed = fieldSet({ status: status('sealed'), rank: integer({ ...named('rank'), max: 0 }), until: legalDate(named('until')), ...entered });
const waiting = fieldSet({ status: status('waiting'), rank: integer({ ...named('rank'), min: 1, max: 9999 }), ahead: optional(text(named('ahead'))), ...entered });
const unsealed = fieldSet({ status: status('unsealed'), at: instant(named('at')), waiting: boolean(named('waiting')), promoted: optional(text(named('promoted'))), number });
const transferred = fieldSet({ status: status('transferred'), at: instant(named('at')), certificate: optional(text({ ...named('certificate'), max: 80 })), number });
const incomplete = fieldSet({ status: status('incomplete'), missing: text({ ...named('missing'), max: 200 }) });

/** Kind of operation → the shapes of its answers by their status. */
const shapes: { readonly [K in OperationKind]: Readonly<Record<string, FieldSet<object>>> } = {
  seal: { sealed, waiting, refused },
  renew: { sealed, waiting, refused },
  unseal: { unsealed, refused },
  transfer: { transferred, incomplete, refused },
};

/** Properties that cannot be read are counted in `unread`, so that the answer is partial, not shorter. */
export function readProperties(value: unknown): PropertiesAnswer {
  const found = readFields(search, value, 'search');
  const { readable, unread } = readList(property, value, 'properties', { broken: (count) => `${count} 项不动产的数据无法识别`, incomplete: `${registryName.zh}未完成全部查询` });
  return { ...found, properties: readable as Property[], unread };
}

/** The answer to an order of that kind. @throws UnreadableAnswer */
export function readOrderAnswer<K extends OperationKind>(kind: K, value: unknown): OperationAnswers[K] {
  const given = isPlainObject(value) ? value.status : undefined;
  const shape = typeof given === 'string' && Object.hasOwn(shapes[kind], given) ? shapes[kind][given] : undefined;
  if (shape === undefined) throw new UnreadableAnswer(`${kind} with an unknown status`);
  return readFields(shape, value, kind) as OperationAnswers[K];
}

export const operationKinds = Object.keys(shapes) as OperationKind[];

const kind = (name: string) => choice({ ...named('kind'), options: optionsOf(name) });
const told = { position: integer({ ...named('position'), min: 1 }), registry: text({ ...named('registry'), max: 80 }), reference: text({ ...named('reference'), max: 80 }), at: instant(named('at')) };

/** What the registration system tells by itself, as it must look. */
export const eventShapes: Readonly<Record<RegistryEvent['kind'], FieldSet<object>>> = {
  promoted: fieldSet({ ...told, kind: kind('promoted'), from: legalDate(named('from')), until: legalDate(named('until')) }),
  moved_up: fieldSet({ ...told, kind: kind('moved_up'), rank: integer({ ...named('rank'), min: 1, max: 9999 }) }),
  lapsed: fieldSet({ ...told, kind: kind('lapsed'), reason: optional(choice({ ...named('reason'), options: optionsOf('time', 'transferred') })) }),
};
