import { untilInstant } from './calendar';
import { isOpen, type RequestState } from './lifecycle';
import type { RequestContract } from './request-contract';
import type { RequestCore } from './request-record';

/** A standing watch 布控: open until the end that the request names; every hit is an interim reply at once. */
export interface WatchRule {
  /** The obligation whose discharge by a reply begins the watch. */
  readonly from: string;
  /** The obligation that falls due when it ends. */
  readonly to: string;
  /** Milestones that are hits 命中. */
  readonly hits: readonly string[];
}

/** `asked`: no reply yet. `over`: a final reply, or the request has ended. */
export type WatchState = 'asked' | 'standing' | 'over';

export interface StandingWatch {
  state: WatchState;
  /** ms; null until the first reply. */
  since: number | null;
  endsAt: number;
  overAt: number | null;
}

/** The watch as it stands by the record of its request; undefined where there is none (another type, never delivered). Pure. */
export function watchOf({ watch }: Pick<RequestContract, 'watch'>, core: RequestCore): StandingWatch | undefined {
  if (!watch || core.deliveredAt === null || core.until === undefined) return undefined;
  const endsAt = instantOf(core.until);
  if (Number.isNaN(endsAt)) return undefined;
  const first = core.obligations.find(({ name }) => name === watch.from);
  const replied = first?.dischargedBy === 'interim-replied' || first?.dischargedBy === 'answered';
  const since = replied ? first.dischargedAt ?? null : null;
  const open = isOpen(core.state as RequestState);
  return { state: !open ? 'over' : since === null ? 'asked' : 'standing', since, endsAt, overAt: open ? null : core.answeredAt ?? core.endedAt };
}

/** NaN when another system sent neither date nor instant. */
function instantOf(until: string): number {
  try {
    return untilInstant(until);
  } catch {
    return NaN;
  }
}

/** What is wrong with the declaration of a watch. */
export const watchFaults = ({ watch, kind, until, obligations, milestones }: RequestContract): string[] => {
  if (!watch) return [];
  const owed = (name: string) => obligations.find((rule) => rule.name === name);
  return [
    ...kind === 'search' && until?.request ? [] : ['it has a watch, but no end of it in the request, or is no search'],
    ...[watch.from, watch.to].filter((name) => owed(name)?.owedBy !== 'recipient').map((name) => `its watch names obligation ${name}, which the recipient does not owe`),
    ...watch.hits.filter((name) => !milestones.some((milestone) => milestone.name === name && milestone.by === 'recipient' && milestone.on.includes('reply'))).map((name) => `its watch names hit ${name}, which no reply can carry`),
  ];
};
