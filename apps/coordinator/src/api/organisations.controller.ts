import { Controller, Get, Inject, Query } from '@nestjs/common';
import { liesIn, type OrganisationRecord } from '@lianzhi/exchange';
import { decodeCursor, encodeCursor, enumParameter, limitParameter, textParameter, type Page, type Query as ListQuery } from '@lianzhi/platform';
import type { Coordinator } from '../coordinator';
import { ForStaff } from './for-staff';
import { regionParameter } from './region-parameter';
import { COORDINATOR } from './tokens';

export type OrganisationItem = Pick<OrganisationRecord, 'code' | 'agency' | 'region' | 'name' | 'status'> & { operator: string | null; parent: string | null };

/** The directory 通讯录, as far as organisations go; public to everybody with a token. */
@ForStaff()
@Controller('v1/organisations')
export class OrganisationsController {
  constructor(@Inject(COORDINATOR) private readonly coordinator: Coordinator) {}

  @Get()
  list(@Query() query: ListQuery): Page<OrganisationItem> {
    const limit = limitParameter(query);
    const agency = enumParameter(query, 'agency', this.coordinator.contexts.catalogue.agencies.map(({ code }) => code));
    const region = regionParameter(query);
    const wanted = textParameter(query, 'q');
    const cursor = textParameter(query, 'cursor');
    const after = cursor === undefined ? '' : decodeCursor(cursor, (value): value is string => typeof value === 'string');
    const found = this.coordinator.exchange.directory.organisations().filter((organisation) => organisation.code > after
      && (agency === undefined || organisation.agency === agency) && (region === undefined || liesIn(organisation.region, region))
      && (wanted === undefined || organisation.code.includes(wanted) || organisation.name.includes(wanted)));
    const items = found.slice(0, limit).map(itemOf);
    return { items, nextCursor: found.length > limit ? encodeCursor(items.at(-1)!.code) : null };
  }
}

const itemOf = ({ code, agency, operator, region, parent, name, status }: OrganisationRecord): OrganisationItem =>
  ({ code, agency, operator: operator ?? null, region, parent: parent ?? null, name, status });
