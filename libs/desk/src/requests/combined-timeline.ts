import type { TimelineItem } from './request-detail';
import { timeline } from './request-detail';
import type { OpenedMessage } from '../desk-core';
import type { DeskRequest } from './desk-request';

/** One message among those of several requests: what happened, not what was said. In the API: do not rename. */
export interface CombinedItem extends Pick<TimelineItem, 'id' | 'at' | 'move' | 'side' | 'by' | 'sequence' | 'standing' | 'late' | 'outcome' | 'milestone' | 'until'> {
  /** Request id. */
  request: string;
  type: string;
  from: string;
  to: string;
  /** Kinds of the documents that came with it. */
  documents?: string[];
}

/** Position in a combined timeline: instant (ms) and message id. */
export type CombinedPosition = [at: number, id: string];

export interface PositionedItem { position: CombinedPosition; item: CombinedItem }

/** The messages of all these requests in order of time, masked as a list is: no details, no reasons, no names of files. */
export function combinedTimeline(parts: readonly { request: DeskRequest; messages: readonly OpenedMessage[] }[]): PositionedItem[] {
  return parts
    .flatMap(({ request, messages }) => timeline(messages).map((item, index): PositionedItem => ({ position: [messages[index]!.at, item.id], item: combined(request, item) })))
    .sort((a, b) => a.position[0] - b.position[0] || (a.item.request === b.item.request ? 0 : a.item.request < b.item.request ? -1 : 1));
}

function combined({ id: request, type, from, to }: DeskRequest, { details: _details, reason: _reason, question: _question, note: _note, missing: _missing, code: _code, documents, ...happened }: TimelineItem): CombinedItem {
  return { request, type, from, to, ...happened, ...(documents && { documents: documents.map(({ kind }) => kind) }) };
}
