import { catalogue, exampleClock } from '@lianzhi/contracts';
import type { AutomatedRequest } from '@lianzhi/desk';

/** A delivered request with the contract's example as its content. */
export function automatedRequestOf(type: string, changed: Partial<AutomatedRequest> = {}, details: Record<string, unknown> = {}): AutomatedRequest {
  const example = catalogue.get(type).example(exampleClock(Date.parse('2025-06-05T10:00:00+08:00')));
  return {
    id: '0197a1b2-0000-7000-8000-000000000001', type, urgency: 'ordinary', from: 'court-141031', to: 'bank-icbc-141031', caseNumber: '（2025）晋1031执保57号', follows: null,
    subject: example.subject, officers: example.officers, documents: [], attempt: 1, startedAt: 0, ...changed, details: { ...example.details, ...details },
  };
}
