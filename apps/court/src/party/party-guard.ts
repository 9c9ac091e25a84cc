import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import { DESK_HTTP_PARTS, type DeskHttpParts } from '@lianzhi/desk';
import { callerOfRequest, forbidden } from '@lianzhi/platform';

/** The caller is a party 当事人 before a court that this desk runs and that takes part. Else 403. */
@Injectable()
export class PartyGuard implements CanActivate {
  constructor(@Inject(DESK_HTTP_PARTS) private readonly parts: DeskHttpParts) {}

  canActivate(context: ExecutionContext): boolean {
    const { directory, operator, clock } = this.parts;
    const { organisation, roles } = callerOfRequest(context.switchToHttp().getRequest<Request>());
    if (!roles.includes('party')) throw forbidden({ zh: '仅供当事人使用', en: 'For parties only' });
    // A token may name a court that is closed: the person's case is with its successor.
    const acting = directory.successionOf(organisation)[0]!;
    if (directory.organisation(acting)?.operator === operator && directory.isActive(acting, clock.now().getTime())) return true;
    throw forbidden({ zh: '令牌所指的法院不在此处办理', en: "The token's court is not one of this desk" });
  }
}
