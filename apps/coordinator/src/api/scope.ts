import { liesIn, type Directory, type OrganisationRecord } from '@lianzhi/exchange';
import type { Caller } from '@lianzhi/platform';

/** What a caller may see: requests of which one end is one of these organisations. */
export interface Scope {
  all: boolean;
  organisations: ReadonlySet<string>;
}

/**
 * A supervisor sees its region, an organisation itself and those below it in the directory. Pure.
 * One that the directory does not know sees nothing.
 */
export function scopeOf({ organisation, roles }: Pick<Caller, 'organisation' | 'roles'>, organisations: readonly OrganisationRecord[]): Scope {
  const own = organisations.find(({ code }) => code === organisation);
  if (!own) return { all: false, organisations: new Set() };
  const supervises = roles.includes('supervisor');
  const inRegion = supervises ? organisations.filter(({ region }) => liesIn(region, own.region)).map(({ code }) => code) : [];
  return { all: supervises && liesIn('999999', own.region), organisations: new Set([...withThoseBelow(own.code, organisations), ...inRegion]) };
}

export const sees = ({ all, organisations }: Scope, ...ends: readonly string[]): boolean => all || ends.some((end) => organisations.has(end));

function withThoseBelow(top: string, organisations: readonly OrganisationRecord[]): Set<string> {
  const children = new Map<string, string[]>();
  // Whoever succeeded a closed organisation sees what was its.
  const closedFor = new Map<string, string[]>();
  for (const { code, parent, status, successor } of organisations) {
    if (status === 'closed' && successor !== undefined) closedFor.set(successor, [...(closedFor.get(successor) ?? []), code]);
    if (parent !== undefined) children.set(parent, [...(children.get(parent) ?? []), code]);
  }
  const found = new Set([top]);
  // A set is read to its end also while it grows.
  for (const code of found) for (const child of [...children.get(code) ?? [], ...closedFor.get(code) ?? []]) found.add(child);
  return found;
}

/** Remembers scopes until the directory changes. */
export class Scopes {
  private version = -1;
  private readonly known = new Map<string, Scope>();

  constructor(private readonly directory: Pick<Directory, 'organisations' | 'version'>) {}

  of(caller: Pick<Caller, 'organisation' | 'roles'>): Scope {
    if (this.version !== this.directory.version) this.known.clear();
    this.version = this.directory.version;
    const key = `${caller.organisation} ${caller.roles.includes('supervisor')}`;
    const scope = this.known.get(key) ?? scopeOf(caller, this.directory.organisations());
    this.known.set(key, scope);
    return scope;
  }
}
