import { createParamDecorator } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import { unauthenticated } from '../errors/refusals';
import type { Caller } from './caller';

const CALLER = Symbol('caller');

/** Notes who calls on the request; done once by the guard. */
export function setCaller(request: Request, caller: Caller): void {
  (request as Request & { [CALLER]?: Caller })[CALLER] = caller;
}

/** Who calls. @throws Problem 401 on a public route without token */
export function callerOfRequest(request: Request): Caller {
  const caller = (request as Request & { [CALLER]?: Caller })[CALLER];
  if (caller === undefined) throw unauthenticated({ zh: '缺少访问令牌', en: 'An access token is needed' });
  return caller;
}

/** Parameter decorator: the {@link Caller} of this HTTP call. */
export const CurrentCaller = createParamDecorator((_: unknown, context: ExecutionContext): Caller => callerOfRequest(context.switchToHttp().getRequest<Request>()));
