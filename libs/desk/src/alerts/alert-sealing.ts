import type { Directory, SealingLag } from '@lianzhi/exchange';
import type { AlertToRaise } from './alert';

/**
 * Proof is behind, or somebody's published past has changed: told once a day to those organisations of the operator that stand above
 * its others. Pure.
 * @param now business time, ms
 */
export function sealingAlerts(operator: string, lag: SealingLag, directory: Pick<Directory, 'organisationsOf'>, now: number): AlertToRaise[] {
  const own = directory.organisationsOf(operator).filter(({ status }) => status === 'active');
  const codes = new Set(own.map(({ code }) => code));
  const day = new Date(now).toISOString().slice(0, 10);
  const kind = lag.conflicts > 0 ? 'anchor-conflict' : 'sealing-delayed';
  return own.filter(({ parent }) => parent === undefined || !codes.has(parent)).map(({ code: organisation }) => ({
    organisation, kind, level: lag.conflicts > 0 ? 'critical' as const : 'warning' as const, requestId: null, raisedAt: now, key: `${kind}/${day}/${organisation}`,
    detail: { entries: lag.entries, seconds: Math.round(lag.seconds), conflicts: lag.conflicts },
  }));
}
