import { createParamDecorator, Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import { callerOfRequest, forbidden, notFound, type Problem } from '@lianzhi/platform';
import { AccessLog } from '../access/access-log';
import type { DeskRequest } from '../requests/desk-request';
import { isUuid } from '../requests/request-filter';
import { DESK_HTTP_PARTS, type DeskHttpParts } from './desk-http-parts';
import { moveRoute } from './move-routes';

const FOUND = Symbol('desk-request');
type WithFound = Request & { [FOUND]?: DeskRequest };

/** Parameter decorator: the request that the path names, which the guard found to be the caller's. */
export const FoundRequest = createParamDecorator((_: unknown, context: ExecutionContext): DeskRequest => context.switchToHttp().getRequest<WithFound>()[FOUND] as DeskRequest);

/**
 * For paths under `/v1/requests/{id}`, before any field is looked at: the request is one that the caller's organisation sent or
 * received, else 404, which is recorded; a move is one of its side, else 403.
 */
@Injectable()
export class RequestGuard implements CanActivate {
  constructor(
    @Inject(DESK_HTTP_PARTS) private readonly parts: DeskHttpParts,
    @Inject(AccessLog) private readonly accessLog: AccessLog,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<WithFound>();
    const { id, move } = request.params as { id: string; move?: string };
    const route = move === undefined ? undefined : moveRoute(move);
    if (move !== undefined && route === undefined) throw notFound();
    const found = await this.find(request, id, move);
    if (route !== undefined && route.by !== (found.box === 'sent' ? 'requester' : 'recipient')) throw otherSide(route.by);
    request[FOUND] = found;
    return true;
  }

  private async find(request: Request, id: string, move: string | undefined): Promise<DeskRequest> {
    const caller = callerOfRequest(request);
    const found = isUuid(id) ? await this.parts.core.find(id.toLowerCase(), caller.organisation) : undefined;
    if (found !== undefined) return found;
    if (isUuid(id)) await this.accessLog.record({ caller, kind: 'request', target: id.toLowerCase(), action: move ?? 'read', allowed: false });
    throw notFound({ zh: '没有该事项', en: 'There is no such request' });
  }
}

function otherSide(by: 'requester' | 'recipient'): Problem {
  return by === 'requester'
    ? forbidden({ zh: '该操作由发起单位进行', en: 'This move is the requester\'s' })
    : forbidden({ zh: '该操作由承办单位进行', en: 'This move is the recipient\'s' });
}
