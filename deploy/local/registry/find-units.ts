import type { UnitsQuery } from './orders';
import { queueOf, type Register, type Unit } from './register';

export interface SearchAnswer { source: string; asOf: string; complete: boolean; properties: object[]; unread: string[] }

/** What stands in the debtor's name, with mortgages and seals in rank; what cannot be read is said. @param unreadable why not, if so */
export function findUnits(register: Register, { registry, holder, unitNumber }: UnitsQuery, now: string, unreadable: (unit: Unit) => string | undefined): SearchAnswer {
  const wanted = register.unitsOf(registry, holder).filter((unit) => unitNumber === undefined || unit.unitNumber === unitNumber);
  const unread = wanted.map(unreadable).filter((reason) => reason !== undefined);
  return { source: '不动产登记簿', asOf: now, complete: unread.length === 0, unread, properties: wanted.filter((unit) => unreadable(unit) === undefined).map((unit) => shown(unit, holder)) };
}

function shown(unit: Unit, holder: string): object {
  const { unitNumber, location, ownership, owners, right, use, area, registeredOn, mortgages, transferPending, restrictions } = unit;
  const own = owners.find((owner) => owner.holder === holder);
  const others = owners.filter((owner) => owner !== own).map(({ name }) => name);
  return {
    unitNumber, location, ownership, right, use, area, registeredOn, mortgages, transferPending, restrictions, share: own?.share, certificate: own?.certificate,
    coOwners: others.length === 0 ? undefined : others.join('、'),
    seals: queueOf(unit, holder).map(({ authority, caseNumber, since, until }, rank) => ({ authority, rank: String(rank), caseNumber, from: since, until })),
  };
}
