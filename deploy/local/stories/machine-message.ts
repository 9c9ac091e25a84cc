import type { RequestEnds } from './agreement';
import { holds } from './holds';
import type { Step } from './story';
import type { StorySystem } from './story-system';
import { until, type UntilOptions } from './until';

interface Told { move: string; outcome?: string; details?: Record<string, unknown> }

/** Waits for what a desk says by machine, at the requester. @returns what it said instead; undefined when it said what the step tells */
export async function awaitMessage(system: StorySystem, { id, from }: RequestEnds, step: Step, patience: UntilOptions): Promise<Record<string, unknown>[] | undefined> {
  // It accepts by answering.
  if (step.do === 'accept') return undefined;
  const move = step.do === 'reply' ? 'answered' : 'measure-changed';
  const look = async (): Promise<Record<string, unknown>[]> => (await system.get<{ items: Told[] }>(from, `/v1/requests/${id}/timeline`)).items
    .filter((item) => item.move === move).map(({ outcome, details }) => ({ ...details, outcome, final: true }));
  const isTold = (said: Record<string, unknown>[]): boolean => said.some((one) => Object.entries(step.with).every(([name, expected]) => holds(one[name], expected)));
  const seen = await until(look, isTold, patience);
  return isTold(seen) ? undefined : seen;
}
