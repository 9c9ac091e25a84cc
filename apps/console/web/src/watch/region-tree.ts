import { parentOf } from './region-names';

export interface Counts { total: number; inTime: number; atRisk: number; overdue: number }
/** A region with everything in it; `own` is what its own level has. */
export interface RegionNode { region: string; counts: Counts; own: Counts | undefined; children: RegionNode[] }

const none: Counts = { total: 0, inTime: 0, atRisk: 0, overdue: 0 };
const plus = (a: Counts, b: Counts): Counts => ({ total: a.total + b.total, inTime: a.inTime + b.inTime, atRisk: a.atRisk + b.atRisk, overdue: a.overdue + b.overdue });

/** The regions with counts, county under city under province, each level with the most overdue first. One that contains all the others is left out at the top. */
export function regionTree(rows: readonly (Counts & { region: string | null })[]): RegionNode[] {
  const nodes = new Map<string, RegionNode>();
  const roots: RegionNode[] = [];
  const nodeOf = (region: string): RegionNode => {
    const known = nodes.get(region);
    if (known) return known;
    const made: RegionNode = { region, counts: none, own: undefined, children: [] };
    nodes.set(region, made);
    const above = parentOf(region);
    if (above === undefined || above === '000000') roots.push(made); else nodeOf(above).children.push(made);
    return made;
  };
  for (const { region, total, inTime, atRisk, overdue } of rows) {
    if (region === null) continue;
    const counts = { total, inTime, atRisk, overdue };
    nodeOf(region).own = counts;
    for (let at: string | undefined = region; at !== undefined && nodes.has(at); at = parentOf(at)) { const node = nodes.get(at)!; node.counts = plus(node.counts, counts); }
  }
  const sorted = (list: RegionNode[]): RegionNode[] => list.sort((a, b) => b.counts.overdue - a.counts.overdue || b.counts.total - a.counts.total || a.region.localeCompare(b.region));
  for (const node of nodes.values()) sorted(node.children);
  sorted(roots);
  const [only] = roots;
  // A province that is all there is: its cities are the first level.
  return roots.length === 1 && only.children.length > 0 && only.own === undefined ? only.children : roots;
}
