import { ladderBetween, type Calendar, type Catalogue, type RuleTable } from '@lianzhi/contracts';
import type { Directory } from '@lianzhi/exchange';
import type { ViewContext } from './request-view';
import type { TrackedRequest } from './tracked-request';

/** Finds what viewing and folding a request needs besides the request itself. */
export class ViewContexts {
  constructor(
    readonly catalogue: Catalogue,
    /** Read each time: both change while the process runs. */
    private readonly law: { readonly calendar: Calendar; readonly rules?: RuleTable },
    readonly directory: Pick<Directory, 'organisation'>,
  ) {}

  get calendar(): Calendar {
    return this.law.calendar;
  }

  /** Undefined for a request type that this version does not know. */
  find({ type, from, to }: Pick<TrackedRequest, 'type' | 'from' | 'to'>): ViewContext | undefined {
    const contract = this.catalogue.find(type);
    if (!contract) return undefined;
    const [requester, recipient] = [from, to].map((code) => this.directory.organisation(code));
    const { calendar, rules } = this.law;
    return { contract, calendar, rules, regions: { requester: requester?.region, recipient: recipient?.region }, ladder: ladderBetween(requester?.agency, recipient?.agency) };
  }

  /** @throws RangeError for a type that is tracked and no longer known */
  get(request: Pick<TrackedRequest, 'type' | 'from' | 'to'>): ViewContext {
    const found = this.find(request);
    if (!found) throw new RangeError(`no request type ${request.type}`);
    return found;
  }
}
