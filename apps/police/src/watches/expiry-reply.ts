import type { Details, RequestContract } from '@lianzhi/contracts';
import type { OpenedMessage } from '@lianzhi/desk';

export interface Hit { at: number; milestone: string; details: Details }

/** The hits 命中 of a watch among the messages of its request, in order of time. Pure. */
export const hitsOf = ({ watch }: Pick<RequestContract, 'watch'>, messages: readonly OpenedMessage[]): Hit[] => messages.flatMap(({ move, milestone, at, data, standing }) =>
  standing !== 'rejected' && (move === 'interim-replied' || move === 'answered') && milestone !== undefined && watch?.hits.includes(milestone) ? [{ at, milestone, details: data?.details ?? {} }] : []);

/**
 * The final reply of a watch that has reached its end: `expired` when nothing was seen; where there were hits that would be a
 * lie, so the last one is said again as `found`. Pure.
 */
export function expiryReply(hits: readonly Hit[]): { outcome: string; details: Details } {
  const last = hits.at(-1);
  if (last === undefined) return { outcome: 'expired', details: { reason: '布控期满，期间未发现' } };
  return { outcome: 'found', details: { ...last.details, note: `布控期满；期间共反馈命中${hits.length}次，以最后一次为准` } };
}
