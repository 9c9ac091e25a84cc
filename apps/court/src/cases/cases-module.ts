import { Module, type DynamicModule } from '@nestjs/common';
import { CaseRegister } from './case-register';
import { CasesController } from './cases-controller';

/** The resource `cases` of a court's desk. */
@Module({})
export class CasesModule {
  static with(register: CaseRegister): DynamicModule {
    return { module: CasesModule, controllers: [CasesController], providers: [{ provide: CaseRegister, useValue: register }] };
  }
}
