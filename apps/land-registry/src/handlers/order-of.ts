import type { Subject } from '@lianzhi/contracts';
import type { AutomatedRequest, HandlerResult } from '@lianzhi/desk';
import type { Holder } from '../registry/registry';

export const holderOf = (subject: Subject): Holder => (subject.kind === 'person' ? { idNumber: subject.idNumber } : { creditCode: subject.creditCode });

/** What every order says of the request behind it. */
export const orderOf = ({ id, to, from, caseNumber, subject }: AutomatedRequest) => ({ reference: id, registry: to, holder: holderOf(subject), authority: from, caseNumber });

export const reply = (outcome: string, details: Record<string, unknown>, until?: string): HandlerResult =>
  ({ kind: 'reply', final: true, outcome, details: Object.fromEntries(Object.entries(details).filter(([, value]) => value !== undefined)), ...until === undefined ? {} : { until } });

export const originalOnPaper: HandlerResult = { kind: 'worklist', reason: '未指明原查封事项，须人工按原文书文号查找 / the original seal is named by its order number only' };
