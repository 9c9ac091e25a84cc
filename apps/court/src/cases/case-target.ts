import { createHash } from 'node:crypto';

/** The id under which accesses to a case are recorded: from its court and number, so that whoever knows both finds them again. Pure. */
export function caseTarget(court: string, caseNumber: string): string {
  const hex = createHash('sha256').update(`case ${court} ${caseNumber}`).digest('hex');
  // A name-based UUID of version 8 (RFC 9562 §5.8).
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
