import { Controller, Get, Inject, Param, UseGuards } from '@nestjs/common';
import { catalogueEntry, catalogueSummary, exampleClock } from '@lianzhi/contracts';
import { notFound } from '@lianzhi/platform';
import { DeskGuard } from './desk-guard';
import { DESK_HTTP_PARTS, type DeskHttpParts } from './desk-http-parts';

type Entry = ReturnType<typeof catalogueEntry>;
type Summary = ReturnType<typeof catalogueSummary>;

/** The catalogue 事项目录 of request types; examples follow the business clock, so that none goes stale. */
@Controller('v1/catalogue')
@UseGuards(DeskGuard)
export class CatalogueController {
  constructor(@Inject(DESK_HTTP_PARTS) private readonly parts: DeskHttpParts) {}

  @Get()
  list(): { items: Summary[]; nextCursor: null } {
    return { items: this.parts.catalogue.contracts.map(catalogueSummary), nextCursor: null };
  }

  @Get(':type')
  entry(@Param('type') type: string): Entry {
    const { catalogue, clock } = this.parts;
    const contract = catalogue.find(type);
    if (contract === undefined) throw notFound({ zh: '目录中没有该事项类型', en: 'The catalogue has no such request type' });
    return catalogueEntry(catalogue, contract, exampleClock(clock.now()));
  }
}
