import type { DeskRequest, SubmittedData } from '../requests/desk-request';
import type { AutomatedRequest } from './request-handler';

/** What a request asks, the same at every attempt. Holds personal data: kept in memory only, and not for long. */
export type AskedRequest = Omit<AutomatedRequest, 'attempt' | 'startedAt'>;

export const askedIn = ({ id, type, urgency, from, to, follows }: DeskRequest, { caseNumber, subject, details, officers, documents }: SubmittedData): AskedRequest =>
  ({ id, type, urgency, from, to, follows, caseNumber, subject, details, officers: officers ?? [], documents: documents ?? [] });
