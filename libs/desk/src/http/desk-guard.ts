import { Inject, Injectable, SetMetadata, type CanActivate, type CustomDecorator, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { callerOfRequest, forbidden, type Role } from '@lianzhi/platform';
import { deskProblem } from '../moves/desk-problems';
import { DESK_HTTP_PARTS, type DeskHttpParts } from './desk-http-parts';

const ACTS = Symbol('acts');
const actors: readonly Role[] = ['system', 'officer'];
const readers: readonly Role[] = [...actors, 'supervisor', 'operator'];

/** The route changes something: only a system or an officer of the organisation may call it. Without it, supervisors and operators may too. */
export const Acts = (): CustomDecorator<symbol> => SetMetadata(ACTS, true);

/** The caller's organisation is one that this operator runs a desk for, and the caller's role suffices. Else 403. */
@Injectable()
export class DeskGuard implements CanActivate {
  constructor(
    @Inject(DESK_HTTP_PARTS) private readonly parts: DeskHttpParts,
    @Inject(Reflector) private readonly reflector: Reflector,
  ) {}

  canActivate(context: ExecutionContext): boolean {
    const caller = callerOfRequest(context.switchToHttp().getRequest<Request>());
    if (this.parts.directory.organisation(caller.organisation)?.operator !== this.parts.operator) {
      throw forbidden({ zh: '令牌所代表的单位不在本运行方名下', en: "The token's organisation is not one that this desk runs" });
    }
    const { directory } = this.parts;
    const acting = directory.actingFor(caller.organisation);
    // Closed, and its successor's desk is this one: there its open matters are. With a successor elsewhere its own people finish them.
    if (acting !== undefined && acting.code !== caller.organisation && acting.operator === this.parts.operator) {
      throw deskProblem('succeeded-organisation', { detail: { zh: `本单位已撤销，未结事项由${acting.name}（${acting.code}）办理`, en: `This organisation is closed; ${acting.code} acts for it` }, extra: { successor: acting.code } });
    }
    const needed = this.reflector.getAllAndOverride<boolean | undefined>(ACTS, [context.getHandler(), context.getClass()]) ? actors : readers;
    if (needed.some((role) => caller.roles.includes(role))) return true;
    throw forbidden({ zh: `需要以下角色之一：${needed.join('、')}`, en: `One of these roles is needed: ${needed.join(', ')}` });
  }
}
