/** Keys of what is cached. An event about a request touches `requests`, that request, and what a court reckons from them (`court-keys`). */
export const keys = {
  organisations: ['organisations'] as const,
  catalogue: ['catalogue'] as const,
  catalogueEntry: (type: string) => ['catalogue', type] as const,
  requests: ['requests'] as const,
  lists: ['requests', 'list'] as const,
  list: (filter: object) => ['requests', 'list', filter] as const,
  counts: (scope: object) => ['requests', 'counts', scope] as const,
  request: (id: string) => ['request', id] as const,
  timeline: (id: string) => ['request', id, 'timeline'] as const,
  supervision: (id: string) => ['request', id, 'supervision'] as const,
  alertNotice: (id: string) => ['alert', id, 'supervision'] as const,
  thread: (id: string) => ['thread', id] as const,
  document: (id: string) => ['document', id] as const,
  alerts: ['alerts'] as const,
  colleagues: ['colleagues'] as const,
};
