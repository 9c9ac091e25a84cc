import { Module, type DynamicModule } from '@nestjs/common';
import { DraftStore } from './draft-store';
import { DraftsController } from './drafts-controller';

/** The resource `drafts` of a court's desk. */
@Module({})
export class DraftsModule {
  static with(drafts: DraftStore): DynamicModule {
    return { module: DraftsModule, controllers: [DraftsController], providers: [{ provide: DraftStore, useValue: drafts }] };
  }
}
