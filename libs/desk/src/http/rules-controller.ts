import { Controller, Get, Inject, UseGuards } from '@nestjs/common';
import { rulesInForce, type RulesInForce } from '@lianzhi/contracts';
import { invalidParameter, Query } from '@lianzhi/platform';
import { DeskGuard } from './desk-guard';
import { DESK_HTTP_PARTS, type DeskHttpParts } from './desk-http-parts';

/** The rule table 规则表: which limits are in force, where from, and which years have no holiday notice yet. */
@Controller('v1/rules')
@UseGuards(DeskGuard)
export class RulesController {
  constructor(@Inject(DESK_HTTP_PARTS) private readonly parts: DeskHttpParts) {}
}
