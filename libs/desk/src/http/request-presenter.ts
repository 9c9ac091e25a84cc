import { Inject, Injectable } from '@nestjs/common';
import { isEnded } from '@lianzhi/contracts';
import { allowedNow } from '../moves/allowed-moves';
import type { DeskRequest } from '../requests/desk-request';
import { comingSteps, type ComingStep } from '../requests/coming-steps';
import { requestView, shownCore, type RequestView } from '../requests/request-view';
import { pathsOf } from './move-routes';
import { DESK_HTTP_PARTS, type DeskHttpParts } from './desk-http-parts';

/** Shows requests at this moment of business time. */
@Injectable()
export class RequestPresenter {
  constructor(@Inject(DESK_HTTP_PARTS) private readonly parts: DeskHttpParts) {}

  view(request: DeskRequest): RequestView {
    return this.list([request])[0]!;
  }

  /** The moves that its side may make now, by the paths that make them; none for a type that this desk no longer knows. */
  allowed(request: DeskRequest): string[] {
    const { catalogue, calendar, rules, clock } = this.parts;
    const contract = catalogue.find(request.type);
    if (contract === undefined) return [];
    return pathsOf(allowedNow(request, { contract, calendar: calendar(), rules: rules?.(), regions: this.regions(request) }, clock.now().getTime()));
  }

  /** What will be called about it if nothing happens before; nothing once it has ended. */
  coming(request: DeskRequest): ComingStep[] {
    const { catalogue, calendar, rules, clock, directory } = this.parts;
    const contract = catalogue.find(request.type);
    if (contract === undefined || isEnded(request.state)) return [];
    const now = clock.now().getTime();
    const { obligations } = shownCore(request, { contract, calendar: calendar(), rules: rules?.(), regions: this.regions(request), now });
    return comingSteps(request, obligations, { contract, calendar: calendar(), directory, now });
  }

  private regions({ from, to }: DeskRequest): { requester: string | undefined; recipient: string | undefined } {
    const { directory } = this.parts;
    return { requester: directory.organisation(from)?.region, recipient: directory.organisation(to)?.region };
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
      regions: this.regions(request),
    }));
  }
}
