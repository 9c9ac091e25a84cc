import { Inject, Injectable } from '@nestjs/common';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { forbidden, unauthenticated } from '../errors/refusals';
import type { Role } from './caller';
import { setCaller } from './current-caller';
import { PUBLIC } from './public';
import { ROLES_ALLOWED } from './roles';
import { TokenVerifier } from './token-verifier';

/** Guards every HTTP route: a valid token unless `@Public()`, and one of the `@Roles(…)` where they are named. Messages from the bus pass: they are authenticated by signature. */
@Injectable()
export class AuthGuard implements CanActivate {
  constructor(
    @Inject(TokenVerifier) private readonly verifier: TokenVerifier,
    @Inject(Reflector) private readonly reflector: Reflector,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true;
    const targets = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride<boolean | undefined>(PUBLIC, targets) === true) return true;
    const request = context.switchToHttp().getRequest<Request>();
    const caller = await this.verifier.verify(bearerToken(request));
    setCaller(request, caller);
    const allowed = this.reflector.getAllAndOverride<Role[] | undefined>(ROLES_ALLOWED, targets);
    if (allowed !== undefined && !allowed.some((role) => caller.roles.includes(role))) {
      throw forbidden({ zh: `需要以下角色之一：${allowed.join('、')}`, en: `One of these roles is needed: ${allowed.join(', ')}` });
    }
    return true;
  }
}

function bearerToken(request: Request): string {
  const match = /^Bearer +([A-Za-z0-9\-._~+/]+=*)$/i.exec(request.get('authorization') ?? '');
  if (match === null) throw unauthenticated({ zh: '缺少访问令牌', en: 'An access token is needed' });
  return match[1];
}
