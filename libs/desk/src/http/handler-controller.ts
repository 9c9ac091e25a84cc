import { Body, Controller, Delete, Inject, Put, UseGuards } from '@nestjs/common';
import { fieldSet, optional, text } from '@lianzhi/contracts';
import { CurrentCaller, forbidden, invalidIssues, type Caller } from '@lianzhi/platform';
import { HandlerStore, type Colleague } from '../handlers/handler-store';
import { deskProblem } from '../moves/desk-problems';
import type { DeskRequest } from '../requests/desk-request';
import type { RequestView } from '../requests/request-view';
import { Acts, DeskGuard } from './desk-guard';
import { DESK_HTTP_PARTS, type DeskHttpParts } from './desk-http-parts';
import { fieldProblem } from './field-problem';
import { FoundRequest, RequestGuard } from './request-guard';
import { RequestPresenter } from './request-presenter';

const body = fieldSet({ user: optional(text({ zh: '经办人（用户名）', en: 'User name' })) }, 'HandlerBody');

/** Who has a request in hand 经办: within one organisation, told to nobody else. */
@Controller('v1/requests/:id/handler')
@UseGuards(DeskGuard, RequestGuard)
export class HandlerController {
  constructor(
    @Inject(DESK_HTTP_PARTS) private readonly parts: DeskHttpParts,
    @Inject(HandlerStore) private readonly handlers: HandlerStore,
    @Inject(RequestPresenter) private readonly presenter: RequestPresenter,
  ) {}

  /** Claims it for the caller, or with `user` gives it to a colleague. */
  @Put()
  @Acts()
  async put(@CurrentCaller() caller: Caller, @FoundRequest() request: DeskRequest, @Body() given: unknown): Promise<RequestView> {
    const content = given ?? {};
    const issues = body.validate(content, { strict: true });
    if (issues.length > 0) throw invalidIssues(issues);
    const now = this.parts.clock.now().getTime();
    const { user } = content as { user?: string };
    if (user !== undefined) return this.presenter.view(await this.handlers.assign(request, await this.colleague(caller.organisation, user), now));
    const self = personOf(caller);
    await this.handlers.seen(caller.organisation, self);
    return this.presenter.view(await this.handlers.claim(request, self, now) ?? await this.taken(request));
  }

  /** Puts it back for anybody. */
  @Delete()
  @Acts()
  async release(@CurrentCaller() caller: Caller, @FoundRequest() request: DeskRequest): Promise<RequestView> {
    return this.presenter.view(await this.handlers.release(request, personOf(caller).user) ?? await this.taken(request));
  }

  private async colleague(organisation: string, user: string): Promise<Colleague> {
    const found = (await this.handlers.colleagues(organisation)).find((one) => one.user === user);
    if (found === undefined) throw fieldProblem('unknown-colleague', '/user', { zh: '本单位没有这位同事，或其尚未登录过', en: 'is nobody of this organisation who has signed in here' });
    return found;
  }

  /** @throws Problem always, naming who has it */
  private async taken(request: DeskRequest): Promise<never> {
    const handler = await this.handlers.find(request);
    throw deskProblem('already-claimed', { detail: { zh: `${handler?.name ?? '同事'}已认领这件`, en: `${handler?.name ?? 'A colleague'} has claimed it` }, extra: { ...(handler && { handler }) } });
  }
}

/** A machine has nothing in hand: its answers come by themselves. */
function personOf({ user, name }: Caller): Colleague {
  if (user === undefined) throw forbidden({ zh: '认领须由人员登录后进行', en: 'Only a person can claim' });
  return { user, name: name ?? user };
}
