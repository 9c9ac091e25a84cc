import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import { callerOfRequest, forbidden } from '@lianzhi/platform';
import { OPERATOR_PARTS, type OperatorParts } from './operator-parts';

/** Only those who run this service: role `operator`, of an organisation that may. Else 403. */
@Injectable()
export class OperatorGuard implements CanActivate {
  constructor(@Inject(OPERATOR_PARTS) private readonly parts: OperatorParts) {}

  canActivate(context: ExecutionContext): boolean {
    const caller = callerOfRequest(context.switchToHttp().getRequest<Request>());
    if (!caller.roles.includes('operator')) throw forbidden({ zh: '需要运维角色（operator）', en: 'The role operator is needed' });
    if (!this.parts.runs(caller.organisation)) throw forbidden({ zh: '本单位不负责此服务的运维', en: 'Your organisation does not run this service' });
    return true;
  }
}
