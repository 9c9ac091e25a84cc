import { WARNING_FRACTIONS, warningInstant, type Calendar } from './calendar';
import type { ObligationRecord } from './request-record';

/** From when on (ms) a started obligation is at risk 临期; undefined before it has started. */
export function atRiskFrom({ startedAt, dueAt, limit }: ObligationRecord, calendar: Calendar): number | undefined {
  if (startedAt === null || dueAt === null || limit === null) return undefined;
  return warningInstant({ startedAt, dueAt, limit, calendar, fraction: WARNING_FRACTIONS[1] });
}
