import { Module } from '@nestjs/common';
import { WatchesController } from './watches-controller';

/** The resource `watches` of a police desk. */
@Module({ controllers: [WatchesController] })
export class WatchesModule {}
