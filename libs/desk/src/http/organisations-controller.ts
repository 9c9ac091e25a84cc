import { Controller, Get, Inject, Query, UseGuards } from '@nestjs/common';
import type { OrganisationRecord } from '@lianzhi/exchange';
import { decodeCursor, encodeCursor, limitParameter, textParameter, type Query as ListQuery } from '@lianzhi/platform';
import { DeskGuard } from './desk-guard';
import { DESK_HTTP_PARTS, type DeskHttpParts } from './desk-http-parts';

export type OrganisationView = Omit<OrganisationRecord, 'kind'>;

/** The directory 通讯录: whom a request may be sent to. */
@Controller('v1/organisations')
@UseGuards(DeskGuard)
export class OrganisationsController {
  constructor(@Inject(DESK_HTTP_PARTS) private readonly parts: DeskHttpParts) {}

  /** By code. `region`: a GB/T 2260 code with all below it; `q`: part of the name or code. */
  @Get()
  list(@Query() query: ListQuery): { items: OrganisationView[]; nextCursor: string | null } {
    const agency = textParameter(query, 'agency');
    const region = textParameter(query, 'region')?.replace(/(?:00)+$/, '');
    const q = textParameter(query, 'q')?.toLowerCase();
    const cursor = textParameter(query, 'cursor', 500);
    const after = cursor === undefined ? '' : decodeCursor(cursor, (value): value is string => typeof value === 'string');
    const limit = limitParameter(query);
    const found = this.parts.directory.organisations().filter((organisation) =>
      organisation.code > after
      && (agency === undefined || organisation.agency === agency)
      && (region === undefined || organisation.region.startsWith(region))
      && (q === undefined || organisation.name.toLowerCase().includes(q) || organisation.code.includes(q)));
    const items = found.slice(0, limit).map(({ kind: _kind, ...shown }) => shown);
    return { items, nextCursor: found.length > limit ? encodeCursor(items.at(-1)?.code) : null };
  }
}
