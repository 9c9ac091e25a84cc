/** What the list shows; kept in the address. `ended`: with those that have ended. */
export interface ListFilter { lateness?: string; turn?: string; toAgency?: string; agency?: string; type?: string; state?: string; region?: string; turnRegion?: string; turnRegionOnly?: string; owedBy?: string; from?: string; to?: string; flag?: string; urgency?: string; q?: string; ended?: string }

const names = ['lateness', 'turn', 'toAgency', 'agency', 'type', 'state', 'region', 'turnRegion', 'turnRegionOnly', 'owedBy', 'from', 'to', 'flag', 'urgency', 'q', 'ended'] as const satisfies readonly (keyof ListFilter)[];

export const listFilterOf = (search: URLSearchParams): ListFilter => Object.fromEntries(names.flatMap((name) => { const value = search.get(name); return value === null || value === '' ? [] : [[name, value]]; }));

/** The address of the list behind a number. */
export function listLink(filter: ListFilter): string {
  const text = new URLSearchParams(Object.entries(filter).filter(([, value]) => value !== undefined && value !== '') as [string, string][]).toString();
  return text === '' ? '/watch' : `/watch?${text}`;
}
