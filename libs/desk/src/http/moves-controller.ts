import { Body, Controller, HttpCode, Inject, Param, Post, Req, UseGuards, UseInterceptors } from '@nestjs/common';
import type { Request } from 'express';
import { shanghaiDate, type RequestContract } from '@lianzhi/contracts';
import { CurrentCaller, currentTrace, invalidIssues, Problem, type Caller } from '@lianzhi/platform';
import type { DeskRequest } from '../requests/desk-request';
import type { RequestView } from '../requests/request-view';
import { Acts, DeskGuard } from './desk-guard';
import { DESK_HTTP_PARTS, type DeskHttpParts } from './desk-http-parts';
import { fieldProblem } from './field-problem';
import { drawnId, IdempotencyInterceptor } from './idempotency-interceptor';
import type { MoveCommand } from '../moves/move-command';
import { moveRoute, pathsOf, saidBy, type MoveBody, type MoveContent, type MoveRoute } from './move-routes';
import { FoundRequest, RequestGuard } from './request-guard';
import { RequestPresenter } from './request-presenter';
import { SubmissionReader } from './submission-reader';

/** The moves of a request, `POST /v1/requests/{id}/{accept|return|replies|…}`; see `move-routes.ts`. */
@Controller('v1/requests')
@UseGuards(DeskGuard)
export class MovesController {
  constructor(
    @Inject(DESK_HTTP_PARTS) private readonly parts: DeskHttpParts,
    @Inject(SubmissionReader) private readonly reader: SubmissionReader,
    @Inject(RequestPresenter) private readonly presenter: RequestPresenter,
  ) {}

  @Post(':id/:move')
  @HttpCode(200)
  @Acts()
  @UseGuards(RequestGuard)
  @UseInterceptors(IdempotencyInterceptor)
  async move(
    @CurrentCaller() { organisation }: Caller, @FoundRequest() found: DeskRequest, @Param('move') path: string, @Body() body: unknown, @Req() request: Request,
  ): Promise<RequestView> {
    const route = moveRoute(path) as MoveRoute;
    const content = await this.read(route, found, organisation, body ?? {});
    try {
      const command = { ...content, id: drawnId(request), requestId: found.id, organisation, traceparent: currentTrace()?.traceparent };
      return this.presenter.view(await this.parts.core.move(command));
    } catch (error) {
      throw inPaths(error);
    }
  }

  /** @throws Problem 422 */
  private async read(route: MoveRoute, found: DeskRequest, organisation: string, body: unknown): Promise<Omit<MoveContent, 'documents'> & Pick<MoveCommand, 'documents'>> {
    const contract = this.contractOf(found);
    const issues = route.check(contract, body, { businessDate: shanghaiDate(this.parts.clock.now()), strict: true });
    if (issues.length > 0) throw invalidIssues(issues);
    const checked = body as MoveBody;
    const { documents: ids, ...content } = route.command(checked, contract);
    if (ids === undefined && route.documents === undefined) return content;
    return { ...content, documents: await this.reader.readDocuments(contract, organisation, ids ?? [], content.details ?? {}, route.documents, saidBy(checked, content)) };
  }

  private contractOf({ type }: DeskRequest): RequestContract {
    const contract = this.parts.catalogue.find(type);
    if (contract === undefined) throw fieldProblem('unknown-type', '', { zh: '目录中已没有该事项类型', en: 'The catalogue no longer has this request type' });
    return contract;
  }
}

/** Says which moves are allowed by the paths that make them. */
function inPaths(error: unknown): unknown {
  if (!(error instanceof Problem) || !Array.isArray(error.extra?.allowed)) return error;
  const { slug, status, title, detail, errors, extra, headers } = error;
  const allowed = pathsOf(extra.allowed as string[]);
  return new Problem({ slug, status, title }, { detail, errors, extra: { ...extra, allowed }, headers });
}
