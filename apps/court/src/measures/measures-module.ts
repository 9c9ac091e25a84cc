import { Module, type DynamicModule } from '@nestjs/common';
import { CaseMoney } from '../case-money/case-money';
import { CaseRegister } from '../cases/case-register';
import { MeasureStore } from './measure-store';
import { MeasuresController } from './measures-controller';

/** The resource `measures` of a court's desk. */
@Module({})
export class MeasuresModule {
  static with(store: MeasureStore, cases: CaseRegister, money: CaseMoney): DynamicModule {
    return { module: MeasuresModule, controllers: [MeasuresController], providers: [{ provide: MeasureStore, useValue: store }, { provide: CaseRegister, useValue: cases }, { provide: CaseMoney, useValue: money }] };
  }
}
