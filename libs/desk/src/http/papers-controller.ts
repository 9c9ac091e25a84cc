import { Controller, Get, Inject, Req, Res, UseGuards } from '@nestjs/common';
import type { Request, Response } from 'express';
import { toShanghaiIso } from '@lianzhi/contracts';
import { CurrentCaller, languageOf, type Caller } from '@lianzhi/platform';
import { AccessLog } from '../access/access-log';
import { noticePdf } from '../print/notice-pdf';
import { receiptPdf } from '../print/receipt-pdf';
import type { PaperContext } from '../print/request-paper';
import type { DeskRequest } from '../requests/desk-request';
import { requestDetail } from '../requests/request-detail';
import { DeskGuard } from './desk-guard';
import { DESK_HTTP_PARTS, type DeskHttpParts } from './desk-http-parts';
import { FoundRequest, RequestGuard } from './request-guard';
import { RequestPresenter } from './request-presenter';

/** What of a request goes on paper, as PDF: the notice 协助执行通知书 and the receipt 回执. In the caller's language, Chinese unless English is preferred. */
@Controller('v1/requests')
@UseGuards(DeskGuard)
export class PapersController {
  constructor(
    @Inject(DESK_HTTP_PARTS) private readonly parts: DeskHttpParts,
    @Inject(RequestPresenter) private readonly presenter: RequestPresenter,
    @Inject(AccessLog) private readonly accessLog: AccessLog,
  ) {}

  @Get(':id/notice')
  @UseGuards(RequestGuard)
  notice(@CurrentCaller() caller: Caller, @FoundRequest() found: DeskRequest, @Req() request: Request, @Res() response: Response): Promise<void> {
    return this.send('notice', noticePdf, caller, found, request, response);
  }

  @Get(':id/receipt')
  @UseGuards(RequestGuard)
  receipt(@CurrentCaller() caller: Caller, @FoundRequest() found: DeskRequest, @Req() request: Request, @Res() response: Response): Promise<void> {
    return this.send('receipt', receiptPdf, caller, found, request, response);
  }

  /** Whole numbers leave on paper, so who asked is recorded before anything is sent. */
  private async send(what: 'notice' | 'receipt', make: (context: PaperContext) => Promise<Buffer>, caller: Caller, found: DeskRequest, request: Request, response: Response): Promise<void> {
    const { core, catalogue, clock, directory, printFont } = this.parts;
    const [messages] = await Promise.all([core.messages(found), this.accessLog.record({ caller, kind: 'request', target: found.id, action: `print-${what}`, allowed: true })]);
    const language = languageOf(request);
    const content = await make({
      request: requestDetail(this.presenter.view(found), messages, { allowed: [], coming: [] }), contract: catalogue.find(found.type), language, ...(printFont && { font: printFont }),
      requesterHoldsCases: catalogue.agency(directory.organisation(found.from)?.agency ?? '')?.holdsCases === true,
      nameOf: (code) => directory.organisation(code)?.name ?? code,
      printedBy: `${directory.organisation(caller.organisation)?.name ?? caller.organisation} ${caller.user ?? caller.client}`, printedAt: toShanghaiIso(clock.now().getTime()),
    });
    response.set({ 'Content-Type': 'application/pdf', 'Content-Disposition': `inline; filename="lianzhi-${what}-${found.id}.pdf"`, 'Content-Language': language, 'Cache-Control': 'private, no-store' });
    response.end(content);
  }
}
