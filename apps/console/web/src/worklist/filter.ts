/** What the worklist shows. Kept in the address, so that it can be shared, saved and reloaded. */
export interface WorklistFilter {
  due?: string;
  turn?: string;
  handler?: string;
  obligation?: string;
  type?: string;
  urgency?: string;
  q?: string;
}

export const filterNames = ['due', 'turn', 'handler', 'obligation', 'type', 'urgency', 'q'] as const satisfies readonly (keyof WorklistFilter)[];

export const filterOf = (search: URLSearchParams): WorklistFilter => Object.fromEntries(filterNames.flatMap((name) => {
  const value = search.get(name);
  return value === null || value === '' ? [] : [[name, value]];
}));

export const isFiltered = (filter: WorklistFilter): boolean => filterNames.some((name) => filter[name] !== undefined);

/** Requests with all of these in common, and how many they are. */
export interface Cell { due: string; turn: string; handler: string; obligation: string | null; type: string; urgency: string; part: string; today: boolean; count: number }

type Facet = 'due' | 'turn' | 'handler' | 'obligation' | 'type' | 'urgency';
const facets: readonly Facet[] = ['due', 'turn', 'handler', 'obligation', 'type', 'urgency'];

const fits = (cell: Cell, filter: WorklistFilter, without?: Facet): boolean => facets.every((facet) => facet === without || filter[facet] === undefined || cell[facet] === filter[facet]);

/** How many there would be for each value of one filter, the other filters being as they are. */
export function countsOf(cells: readonly Cell[], filter: WorklistFilter, facet: Facet): Map<string, number> {
  const counts = new Map<string, number>();
  for (const cell of cells) if (fits(cell, filter, facet)) counts.set(cell[facet] ?? '', (counts.get(cell[facet] ?? '') ?? 0) + cell.count);
  return counts;
}

export const total = (counts: ReadonlyMap<string, number>): number => [...counts.values()].reduce((sum, count) => sum + count, 0);

export type Group = 'overdue' | 'today' | 'later' | 'waiting' | 'done';

export const groupOfCell = ({ part, due, today }: Cell): Group => (part === 'ended' ? 'done' : part === 'waiting' ? 'waiting' : due === 'overdue' ? 'overdue' : today ? 'today' : 'later');

export function groupCounts(cells: readonly Cell[], filter: WorklistFilter): Record<Group, number> {
  const counts: Record<Group, number> = { overdue: 0, today: 0, later: 0, waiting: 0, done: 0 };
  for (const cell of cells) if (fits(cell, filter)) counts[groupOfCell(cell)] += cell.count;
  return counts;
}
