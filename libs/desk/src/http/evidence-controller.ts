import { Controller, Get, Inject, Res, UseGuards } from '@nestjs/common';
import type { Response } from 'express';
import { sendEvidence } from '@lianzhi/exchange';
import { CurrentCaller, notFound, type Caller } from '@lianzhi/platform';
import { AccessLog } from '../access/access-log';
import type { DeskRequest } from '../requests/desk-request';
import { DeskGuard } from './desk-guard';
import { DESK_HTTP_PARTS, type DeskHttpParts } from './desk-http-parts';
import { FoundRequest, RequestGuard } from './request-guard';

/** Evidence packs 证据包: whatever a request's two organisations said to each other, with what proves it (docs/evidence.md). */
@Controller('v1/requests')
@UseGuards(DeskGuard)
export class EvidenceController {
  constructor(
    @Inject(DESK_HTTP_PARTS) private readonly parts: DeskHttpParts,
    @Inject(AccessLog) private readonly accessLog: AccessLog,
  ) {}

  /** It holds everything that is masked elsewhere: who asked is recorded before the first byte, and stands in the pack. */
  @Get(':id/evidence')
  @UseGuards(RequestGuard)
  async evidence(@CurrentCaller() caller: Caller, @FoundRequest() { id }: DeskRequest, @Res() response: Response): Promise<void> {
    if (!this.parts.evidence) throw notFound();
    await this.accessLog.record({ caller, kind: 'request', target: id, action: 'evidence', allowed: true });
    const { organisation, client, user } = caller;
    await sendEvidence(this.parts.evidence({ requestId: id, askedBy: { organisation, client, ...(user !== undefined && { user }) }, withData: true }), id, response);
  }
}
