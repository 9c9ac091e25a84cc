import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import { callerOfRequest } from '@lianzhi/platform';
import { deskProblem } from '../moves/desk-problems';
import { DESK_HTTP_PARTS, type DeskHttpParts } from './desk-http-parts';

/** For `POST /v1/requests`, before any field is looked at: the caller's agency may send this type, and the organisation takes part. Else 403. */
@Injectable()
export class SubmitGuard implements CanActivate {
  constructor(@Inject(DESK_HTTP_PARTS) private readonly parts: DeskHttpParts) {}

  canActivate(context: ExecutionContext): boolean {
    const { directory, catalogue, clock } = this.parts;
    const request = context.switchToHttp().getRequest<Request>();
    const { organisation } = callerOfRequest(request);
    if (!directory.isActive(organisation, clock.now().getTime())) {
      throw deskProblem('not-permitted', { detail: { zh: '本单位已停用，不能发送事项', en: 'This organisation is suspended and cannot send requests' } });
    }
    const { type } = (request.body ?? {}) as { type?: unknown };
    const contract = typeof type === 'string' ? catalogue.find(type) : undefined;
    const agency = directory.organisation(organisation)?.agency;
    if (contract === undefined || (agency !== undefined && contract.requesters.includes(agency))) return true;
    throw deskProblem('not-permitted', { detail: {
      zh: `「${contract.title.zh}」不能由本单位发送`, en: `Requests of type ${contract.type} cannot be sent by this organisation`,
    } });
  }
}
