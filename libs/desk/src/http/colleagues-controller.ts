import { Controller, Get, Inject, UseGuards } from '@nestjs/common';
import { CurrentCaller, type Caller } from '@lianzhi/platform';
import { HandlerStore, type Colleague } from '../handlers/handler-store';
import { DeskGuard } from './desk-guard';

/** The people of the caller's organisation who have worked at this desk; asking is working. */
@Controller('v1/colleagues')
@UseGuards(DeskGuard)
export class ColleaguesController {
  constructor(@Inject(HandlerStore) private readonly handlers: HandlerStore) {}

  @Get()
  async list(@CurrentCaller() { user, name, organisation }: Caller): Promise<{ items: Colleague[]; nextCursor: null }> {
    if (user !== undefined) await this.handlers.seen(organisation, { user, name: name ?? user });
    return { items: await this.handlers.colleagues(organisation), nextCursor: null };
  }
}
