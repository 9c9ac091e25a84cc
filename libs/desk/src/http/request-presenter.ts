import { Inject, Injectable } from '@nestjs/common';
import type { DeskRequest } from '../requests/desk-request';
import { requestView, type RequestView } from '../requests/request-view';
import { DESK_HTTP_PARTS, type DeskHttpParts } from './desk-http-parts';

/** Shows requests at this moment of business time. */
@Injectable()
export class RequestPresenter {
  constructor(@Inject(DESK_HTTP_PARTS) private readonly parts: DeskHttpParts) {}

  view(request: DeskRequest): RequestView {
    return this.list([request])[0]!;
  }

  /** All at one instant. */
  list(requests: readonly DeskRequest[]): RequestView[] {
    const { catalogue, calendar, rules, clock, directory } = this.parts;
    const shown = { calendar: calendar(), rules: rules?.(), now: clock.now().getTime() };
    return requests.map((request) => requestView(request, {
      ...shown, contract: catalogue.find(request.type),
      successors: Object.fromEntries([request.from, request.to].flatMap((code) => {
        const acting = directory.actingFor(code);
        return acting === undefined || acting.code === code ? [] : [[code, acting.code]];
      })),
      regions: { requester: directory.organisation(request.from)?.region, recipient: directory.organisation(request.to)?.region },
    }));
  }
}
