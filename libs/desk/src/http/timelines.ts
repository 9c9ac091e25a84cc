import { Inject, Injectable } from '@nestjs/common';
import { decodeCursor, encodeCursor, limitParameter, textParameter, type Query } from '@lianzhi/platform';
import { combinedTimeline, type CombinedItem, type CombinedPosition } from '../requests/combined-timeline';
import type { DeskRequest } from '../requests/desk-request';
import { findCase, findThread } from '../requests/find-related';
import { isUuid } from '../requests/request-filter';
import type { RequestView } from '../requests/request-view';
import { DESK_HTTP_PARTS, type DeskHttpParts } from './desk-http-parts';
import { RequestPresenter } from './request-presenter';

export interface TimelinePage {
  /** The requests that the items of this page belong to. */
  requests: RequestView[];
  items: CombinedItem[];
  nextCursor: string | null;
}

/** Timelines over several requests of an organisation, as it knows them itself: a thread, or a case. */
@Injectable()
export class Timelines {
  constructor(
    @Inject(DESK_HTTP_PARTS) private readonly parts: DeskHttpParts,
    @Inject(RequestPresenter) private readonly presenter: RequestPresenter,
  ) {}

  /** Undefined when the organisation has no part in the thread. */
  async ofThread(thread: string, organisation: string, query: Query): Promise<TimelinePage | undefined> {
    return this.page(await findThread(this.parts.pool, thread, organisation), query);
  }

  /** Undefined when the organisation has no request of the case. @param caseNumber in normal form */
  async ofCase(caseNumber: string, organisation: string, query: Query): Promise<TimelinePage | undefined> {
    return this.page(await findCase(this.parts.pool, caseNumber, organisation), query);
  }

  private async page(requests: readonly DeskRequest[], query: Query): Promise<TimelinePage | undefined> {
    const limit = limitParameter(query, 200);
    const cursor = textParameter(query, 'cursor', 500);
    const after = cursor === undefined ? undefined : decodeCursor(cursor, isPosition);
    if (requests.length === 0) return undefined;
    const all = combinedTimeline(await Promise.all(requests.map(async (request) => ({ request, messages: await this.parts.core.messages(request) }))));
    const begin = after === undefined ? 0 : all.findIndex(({ position }) => position[1] === after[1]) + 1 || all.filter(({ position }) => position[0] <= after[0]).length;
    const shown = all.slice(begin, begin + limit);
    const ids = new Set(shown.map(({ item }) => item.request));
    return {
      requests: this.presenter.list(requests.filter(({ id }) => ids.has(id))),
      items: shown.map(({ item }) => item),
      nextCursor: begin + limit < all.length ? encodeCursor(shown.at(-1)!.position) : null,
    };
  }
}

function isPosition(value: unknown): value is CombinedPosition {
  if (!Array.isArray(value) || value.length !== 2) return false;
  const [at, id] = value as unknown[];
  return Number.isSafeInteger(at) && typeof id === 'string' && isUuid(id);
}
