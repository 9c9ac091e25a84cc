import { Body, Controller, Get, HttpCode, Inject, Param, ParseUUIDPipe, Post, Req, UseGuards } from '@nestjs/common';
import type { Request } from 'express';
import { isPlainObject } from '@lianzhi/contracts';
import { DESK_HTTP_PARTS, type DeskHttpParts } from '@lianzhi/desk';
import { CurrentCaller, invalidParameter, type Caller } from '@lianzhi/platform';
import { partyCode, partyOf } from './party';
import { PartyDesk, type PartyCaseView } from './party-desk';
import { PartyGuard } from './party-guard';
import type { PartyMessageView } from './party-view';
import { caseNumberOf } from './read-party-message';

/** Parties 当事人 at their court, over HTTP: they have no lane. A party sees its own cases, and in them its own messages. */
@Controller('v1/party')
@UseGuards(PartyGuard)
export class PartyController {
  constructor(@Inject(DESK_HTTP_PARTS) private readonly parts: DeskHttpParts, @Inject(PartyDesk) private readonly desk: PartyDesk) {}

  @Post('messages')
  async send(@CurrentCaller() caller: Caller, @Body() body: unknown, @Req() request: Request): Promise<PartyMessageView> {
    const party = partyOf(caller, caseNumberOf(body), this.parts);
    return this.desk.send(party, isPlainObject(body) ? body : {}, this.drawnFrom(request.get('idempotency-key'), caller));
  }

  @Get('cases/:caseNumber')
  async read(@CurrentCaller() caller: Caller, @Param('caseNumber') caseNumber: string): Promise<PartyCaseView> {
    return this.desk.read(partyOf(caller, caseNumber, this.parts));
  }

  /** Answers a question of the court, or adds to a message. */
  @Post('messages/:id/supplements')
  @HttpCode(200)
  async supplement(@CurrentCaller() caller: Caller, @Param('id', ParseUUIDPipe) id: string, @Body() body: unknown): Promise<PartyMessageView> {
    return this.desk.move(caller, id.toLowerCase(), 'supplements', 'supplemented', body ?? {});
  }

  @Post('messages/:id/withdrawal')
  @HttpCode(200)
  async withdraw(@CurrentCaller() caller: Caller, @Param('id', ParseUUIDPipe) id: string, @Body() body: unknown): Promise<PartyMessageView> {
    return this.desk.move(caller, id.toLowerCase(), 'withdrawal', 'withdrawn', body ?? {});
  }

  /** The same person and key give the same request, so that a repeated call finds what the first one sent, on every replica. */
  private drawnFrom(key: string | undefined, caller: Caller): string | undefined {
    if (key === undefined) return undefined;
    if (!/^[\x21-\x7e]{1,255}$/.test(key)) throw invalidParameter('Idempotency-Key', 'malformed', { zh: 'Idempotency-Key 应为 1 到 255 个可见 ASCII 字符', en: 'Idempotency-Key must be 1 to 255 visible ASCII characters' });
    const hex = this.parts.cipher.keyedHash(`party-message ${partyCode(caller, this.parts.cipher)} ${key}`).toString('hex');
    // RFC 9562 version 8: made from a hash.
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
  }
}
