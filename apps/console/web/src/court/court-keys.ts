/** Keys of what only a court reads. */
export const courtKeys = {
  /** What is reckoned from its requests: measures and their figures, cases, drafts. */
  derived: [['measures'], ['case'], ['drafts']] as const,
  cases: (q: string) => ['cases', q] as const,
  case: (caseNumber: string) => ['case', caseNumber] as const,
  caseTimeline: (caseNumber: string) => ['case', caseNumber, 'timeline'] as const,
  performance: (caseNumber: string) => ['case', caseNumber, 'performance'] as const,
  drafts: (filter: object) => ['drafts', filter] as const,
  draft: (id: string) => ['draft', id] as const,
  measures: (filter: object) => ['measures', 'list', filter] as const,
  measureCounts: ['measures', 'counts'] as const,
  figures: (caseNumber: string) => ['measures', 'figures', caseNumber] as const,
  renewal: (measure: string) => ['measures', 'renewal', measure] as const,
  batches: ['batches'] as const,
  batch: (id: string) => ['batches', id] as const,
  batchResult: (id: string) => ['batches', id, 'result'] as const,
};
