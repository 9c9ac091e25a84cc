import { boolean, choice, fieldSet, legalDate, listOfGroups, money, optional, share, text, unitNumber } from '@lianzhi/contracts';
import { HttpAnswer } from '../simulator/http-answer';
import { readBody } from '../simulator/invalid-order';
import type { Routes } from '../simulator/simulator-server';
import type { Registry } from './registry';
import type { UnitRecord } from './registry-entry';

const named = (name: string) => ({ zh: name, en: name });
const optionsOf = (...names: string[]) => Object.fromEntries(names.map((name) => [name, named(name)]));
const owner = fieldSet({ holder: text(named('holder')), name: text(named('name')), share: optional(share(named('share'))), certificate: optional(text(named('certificate'))) });
const mortgage = fieldSet({
  mortgagee: text(named('mortgagee')), secured: optional(money(named('secured'))), maximum: optional(boolean(named('maximum'))), registeredOn: optional(legalDate(named('registeredOn'))),
});
const paperSeal = fieldSet({
  holder: optional(text(named('holder'))), authority: text(named('authority')), caseNumber: optional(text({ ...named('caseNumber'), max: 64 })), from: legalDate(named('from')), until: legalDate(named('until')),
});
const unitRecord = fieldSet({
  registry: text(named('registry')), unitNumber: unitNumber(named('unitNumber')), location: text(named('location')),
  ownership: choice({ ...named('ownership'), options: optionsOf('sole', 'joint', 'shares') }), owners: listOfGroups({ ...named('owners'), of: owner, max: 100 }),
  right: optional(text(named('right'))), use: optional(text(named('use'))), area: optional(text(named('area'))), registeredOn: optional(legalDate(named('registeredOn'))),
  mortgages: optional(listOfGroups({ ...named('mortgages'), of: mortgage, max: 50 })), seals: optional(listOfGroups({ ...named('seals'), of: paperSeal, max: 50 })),
  transferPending: optional(boolean(named('transferPending'))), restrictions: optional(text(named('restrictions'))), unreadable: optional(text(named('unreadable'))),
});
const unitList = fieldSet({ units: listOfGroups({ ...named('units'), of: unitRecord, max: 100_000 }), replace: optional(boolean(named('replace'))) });

/** Units as in units.json or PUT /units. @throws InvalidOrder */
export const readUnitList = (body: unknown): { units: UnitRecord[]; replace?: boolean } => readBody(unitList, body, { strict: true }) as { units: UnitRecord[]; replace?: boolean };

/** What tests, stories and people at the demonstration call. */
export const settingRoutes = (registry: Registry): Routes => ({
  'GET /units': ({ query }) => new HttpAnswer(200, { items: registry.register.allUnits().filter((unit) => [null, unit.registry].includes(query.get('registry'))) }),
  'PUT /units': ({ body }) => {
    const { units, replace = false } = readUnitList(body);
    registry.putUnits(units, replace);
    return new HttpAnswer(200, { units: units.length });
  },
  'GET /operations': () => new HttpAnswer(200, { items: registry.register.allOperations().map(({ reference, operation, registry: code, answer }) => ({ reference, operation, registry: code, answer })) }),
  'DELETE /operations': () => { registry.clearOperations(); return new HttpAnswer(200, {}); },
});
