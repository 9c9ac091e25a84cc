import type { Pool } from 'pg';
import { organisationOf, parseMessageType, typeName } from '@lianzhi/contracts';
import { effectiveTime, history, readAttributes } from '@lianzhi/exchange';
import { iso } from './request-list';

/** One thing that happened to a request, as the coordinator saw it: a message between the two ends, or a notice of its own. */
export interface TimelineEntry {
  at: string;
  kind: 'message' | 'notice';
  /** The move, or what was told (`warning`, `breach`, `escalation`, `urge`). */
  name: string;
  by: string;
  to: string;
  id: string;
  sequence?: number;
  of?: number;
  outcome?: string;
  milestone?: string;
  until?: string;
  obligation?: string;
  step?: string;
  /** Reached the bus too late for its own time to count. */
  late?: true;
}

/** In order of time. */
export async function readTimeline(pool: Pool, id: string): Promise<TimelineEntry[]> {
  const entries = (await history(pool, id)).map(({ event, appended_at: appendedAt, recorded_at: recordedAt }): TimelineEntry & { ms: number } => {
    const attributes = readAttributes(event);
    const { at, late } = effectiveTime(attributes, (appendedAt ?? recordedAt).getTime());
    const move = parseMessageType(attributes.type)?.move;
    const { sequence, of, outcome, milestone, until, obligation, step } = attributes;
    const by = organisationOf(attributes.source) ?? '';
    return JSON.parse(JSON.stringify({
      ms: at, at: iso(at), kind: move === undefined ? 'notice' : 'message', name: typeName(attributes.type), by, to: attributes.recipient, id: attributes.id,
      sequence, of, outcome, milestone, until, obligation, step, ...(late && { late }),
    }));
  });
  return entries.sort((a, b) => a.ms - b.ms).map(({ ms: _ms, ...entry }) => entry);
}
