import { SetMetadata } from '@nestjs/common';
import type { CustomDecorator } from '@nestjs/common';
import type { Role } from './caller';

export const ROLES_ALLOWED = Symbol('roles-allowed');

/** The route is for callers with at least one of these roles; without it any authenticated caller may call. */
export function Roles(...roles: Role[]): CustomDecorator<symbol> {
  return SetMetadata(ROLES_ALLOWED, roles);
}
