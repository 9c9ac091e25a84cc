import { Module, type DynamicModule } from '@nestjs/common';
import { CaseRegister } from '../cases/case-register';
import { PartyController } from './party-controller';
import { PartyDesk } from './party-desk';
import { PartyGuard } from './party-guard';

/** The resources of parties 当事人 at a court's desk. */
@Module({})
export class PartyModule {
  static with(register: CaseRegister): DynamicModule {
    return { module: PartyModule, controllers: [PartyController], providers: [{ provide: CaseRegister, useValue: register }, PartyDesk, PartyGuard] };
  }
}
