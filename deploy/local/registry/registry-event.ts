/**
 * What the registry tells its desk by itself. `reference`: of the seal. WARNING: stored, and on the interface.
 * `promoted`: a waiting seal is in effect now (轮候生效), and its term begins; `moved_up`: one waits still, with fewer ahead of it; `lapsed`: one has ended by time, or with the transfer of the unit.
 */
export type RegistryEvent =
  | { kind: 'promoted'; registry: string; reference: string; at: string; from: string; until: string }
  | { kind: 'moved_up'; registry: string; reference: string; at: string; rank: number }
  | { kind: 'lapsed'; registry: string; reference: string; at: string; reason: 'time' | 'transferred' };
