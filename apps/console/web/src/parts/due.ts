import type { ObligationView, RequestView } from '../api/request-types';
import type { IconName } from './icon';
import type { Tone } from './bar';

/** Time state of a request, as people sort their day by it. */
export const dueStates = ['overdue', 'at_risk', 'in_time', 'paused', 'none', 'done'] as const;
export type DueState = (typeof dueStates)[number];

export const dueIcons: Record<DueState, { icon: IconName; tone: Tone }> = {
  overdue: { icon: 'octagon', tone: 'late' }, at_risk: { icon: 'triangle', tone: 'risk' }, in_time: { icon: 'circle-check', tone: 'ok' },
  paused: { icon: 'pause', tone: 'plain' }, done: { icon: 'check', tone: 'plain' }, none: { icon: 'lines', tone: 'plain' },
};

const running = ['running', 'at_risk', 'breached'];
const at = (obligation: ObligationView): number => (obligation.dueAt === null ? Infinity : Date.parse(obligation.dueAt));

/** The clock that counts now: of those running the one that ends first, else one that is paused. */
export function currentObligation({ obligations }: Pick<RequestView, 'obligations'>): ObligationView | undefined {
  const candidates = obligations.filter(({ state }) => running.includes(state)).sort((a, b) => at(a) - at(b));
  return candidates[0] ?? obligations.find(({ state }) => state === 'paused');
}

const ended = ['returned', 'withdrawn', 'undeliverable', 'closed'];
export const isEnded = ({ state }: Pick<RequestView, 'state'>): boolean => ended.includes(state);

/** The state of a clock at `now` (ms): what the service said may have passed meanwhile. */
export function dueStateOf(request: Pick<RequestView, 'obligations' | 'state'>, now: number): DueState {
  if (isEnded(request)) return 'done';
  const obligation = currentObligation(request);
  if (obligation === undefined) return 'none';
  if (obligation.state === 'paused') return 'paused';
  if (now > at(obligation)) return 'overdue';
  return obligation.atRiskFrom !== null && now >= Date.parse(obligation.atRiskFrom) ? 'at_risk' : 'in_time';
}

/** What was left when the clock was paused, ms. */
export const leftWhenPaused = ({ dueAt, pausedAt }: ObligationView): number | undefined => (dueAt === null || pausedAt === undefined ? undefined : Math.max(0, Date.parse(dueAt) - Date.parse(pausedAt)));
