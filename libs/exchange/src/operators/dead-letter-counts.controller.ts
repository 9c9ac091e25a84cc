import { Controller, Get, Inject, UseGuards } from '@nestjs/common';
import { countsOfOpenDeadLetters, type DeadLetterCount } from '../dead-letters/dead-letter-store';
import { OperatorGuard } from './operator-guard';
import { OPERATOR_PARTS, type OperatorParts } from './operator-parts';

/** How many dead letters wait for a decision, by what a list of them is filtered by. */
@Controller('v1/dead-letter-counts')
@UseGuards(OperatorGuard)
export class DeadLetterCountsController {
  constructor(@Inject(OPERATOR_PARTS) private readonly parts: OperatorParts) {}

  @Get()
  async read(): Promise<{ items: DeadLetterCount[] }> {
    return { items: await countsOfOpenDeadLetters(this.parts.exchange.pool) };
  }
}
