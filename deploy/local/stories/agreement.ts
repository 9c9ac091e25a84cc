import type { StorySystem } from './story-system';
import { until } from './until';

export interface ObligationSeen { name: string; round: number; owedBy: string; state: string; startedAt: string | null; dueAt: string | null; source: string; dischargedAt?: string }

/** What desks and coordinator show alike of a request. */
export interface RequestSeen {
  id: string; type: string; state: string; flags: string[]; from: string; to: string; thread: string; outcome?: string | null; submittedAt: string; endedAt: string | null;
  obligations: ObligationSeen[];
}

/** At the coordinator also what was called, and whose time it was. */
export interface RequestTracked extends RequestSeen {
  bookedTime: Record<string, number>;
  escalations: { obligation: string; step: number; to: string }[];
}

/** One request as its three sides see it; undefined where it has not arrived. */
export interface Sides { requester?: RequestSeen; recipient?: RequestSeen; coordinator?: RequestTracked }

export interface RequestEnds { id: string; from: string; to: string }

/** Looks at the request from all sides. The desks' lists are read: opening the request itself would be recorded as reading it. */
export async function seeSides(system: StorySystem, { id, from, to }: RequestEnds): Promise<Sides> {
  const atDesk = async (organisation: string, box: 'sent' | 'received'): Promise<RequestSeen | undefined> =>
    (await system.get<{ items: RequestSeen[] }>(organisation, `/v1/requests?box=${box}&q=${id}`)).items[0];
  const atCoordinator = async (): Promise<RequestTracked | undefined> => {
    const { status, body } = await system.call<RequestTracked>(from, `/v1/requests/${id}`, { service: 'coordinator' });
    return status === 200 ? body : undefined;
  };
  const [requester, recipient, coordinator] = await Promise.all([atDesk(from, 'sent'), atDesk(to, 'received'), atCoordinator()]);
  return { requester, recipient, coordinator };
}

/** All three know the request alike, and nothing that was sent is still to be confirmed. */
export function agree({ requester, recipient, coordinator }: Sides): boolean {
  const sides = [requester, recipient, coordinator];
  if (sides.some((side) => side === undefined || side.flags.includes('unconfirmed') || side.state === 'submitted')) return false;
  return new Set(sides.map((side) => essence(side!))).size === 1;
}

/** Waits until all three agree; resolves with what they see in any case. */
export function untilAgreed(system: StorySystem, ends: RequestEnds, options: { deadlineMs: number; signal?: AbortSignal }): Promise<Sides> {
  return until(() => seeSides(system, ends), agree, options);
}

/** What came out of the messages; flags and lateness come out of time. */
function essence({ state, outcome, obligations }: RequestSeen): string {
  return JSON.stringify([state, outcome ?? null, obligations.map(({ name, round, startedAt, dueAt, dischargedAt }) => [name, round, startedAt, dueAt, dischargedAt ?? null])]);
}
