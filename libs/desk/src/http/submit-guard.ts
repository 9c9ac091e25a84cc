import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import { callerOfRequest } from '@lianzhi/platform';
import { Submissions } from './submissions';

/** For `POST /v1/requests`, before any field is looked at: the caller's agency may send this type, and the organisation takes part. Else 403. */
@Injectable()
export class SubmitGuard implements CanActivate {
  constructor(@Inject(Submissions) private readonly submissions: Submissions) {}

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<Request>();
    this.submissions.mayBegin(callerOfRequest(request).organisation, request.body);
    return true;
  }
}
