import { SetMetadata } from '@nestjs/common';
import type { CustomDecorator } from '@nestjs/common';

export const PUBLIC = Symbol('public');

/** The route (or all routes of the controller) needs no token. */
export function Public(): CustomDecorator<symbol> {
  return SetMetadata(PUBLIC, true);
}
