import type { Calendar, Catalogue } from '@lianzhi/contracts';
import type { Directory } from '@lianzhi/exchange';
import { ladderBetween } from '../escalation/ladders';
import type { ViewContext } from './request-view';
import type { TrackedRequest } from './tracked-request';

/** Finds what viewing and folding a request needs besides the request itself. */
export class ViewContexts {
  constructor(
    readonly catalogue: Catalogue,
    readonly calendar: Calendar,
    readonly directory: Pick<Directory, 'agencyOf'>,
  ) {}

  /** Undefined for a request type that this version does not know. */
  find({ type, from, to }: Pick<TrackedRequest, 'type' | 'from' | 'to'>): ViewContext | undefined {
    const contract = this.catalogue.find(type);
    return contract && { contract, calendar: this.calendar, ladder: ladderBetween(this.directory.agencyOf(from), this.directory.agencyOf(to)) };
  }

  /** @throws RangeError for a type that is tracked and no longer known */
  get(request: Pick<TrackedRequest, 'type' | 'from' | 'to'>): ViewContext {
    const found = this.find(request);
    if (!found) throw new RangeError(`no request type ${request.type}`);
    return found;
  }
}
