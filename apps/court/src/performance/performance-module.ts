import { Module, type DynamicModule } from '@nestjs/common';
import { CaseRegister } from '../cases/case-register';
import { PerformanceController } from './performance-controller';
import { Performances } from './performances';

/** The resource `cases/…/performance` of a court's desk. */
@Module({})
export class PerformanceModule {
  static with(performances: Performances, cases: CaseRegister): DynamicModule {
    return { module: PerformanceModule, controllers: [PerformanceController], providers: [{ provide: Performances, useValue: performances }, { provide: CaseRegister, useValue: cases }] };
  }
}
