import type { OrganisationRecord } from '../directory';

/**
 * What the codes of a region and of everything in it begin with (GB/T 2260: two digits each for province, city, county):
 * 140000 → `14`, 141000 → `1410`, 141031 → itself, 000000 (the whole country) → nothing.
 */
export function regionPrefix(region: string): string {
  let prefix = region;
  while (prefix.endsWith('00')) prefix = prefix.slice(0, -2);
  return prefix;
}

/** True when the region is the other one or lies in it. */
export const liesIn = (region: string, area: string): boolean => region.startsWith(regionPrefix(area));

/** The supervising bodies 督办机构 (organisations without a desk) of a region, the nearest first. */
export function supervisorsOf(region: string, organisations: readonly OrganisationRecord[]): OrganisationRecord[] {
  return organisations
    .filter(({ operator, status, region: area }) => operator === undefined && status === 'active' && liesIn(region, area))
    .sort((a, b) => regionPrefix(b.region).length - regionPrefix(a.region).length || (a.code < b.code ? -1 : 1));
}
