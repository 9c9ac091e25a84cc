import { Module, type DynamicModule } from '@nestjs/common';
import { DeadLetterCountsController } from './dead-letter-counts.controller';
import { DeadLettersController } from './dead-letters.controller';
import { OperatorActionsController } from './operator-actions.controller';
import { OperatorGuard } from './operator-guard';
import { OPERATOR_PARTS, type OperatorParts } from './operator-parts';
import { RetentionController } from './retention.controller';
import { StandingController } from './standing.controller';

/** The HTTP resources for those who run a service; the same at every desk and at the coordinator. */
@Module({})
export class OperatorsModule {
  static with(parts: OperatorParts): DynamicModule {
    return { module: OperatorsModule, controllers: [DeadLettersController, DeadLetterCountsController, OperatorActionsController, RetentionController, StandingController], providers: [{ provide: OPERATOR_PARTS, useValue: parts }, OperatorGuard] };
  }
}
