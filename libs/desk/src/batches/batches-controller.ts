import { Body, Controller, Get, Inject, Param, Post, Query, Req, Res, UseGuards, UseInterceptors } from '@nestjs/common';
import { AnyFilesInterceptor } from '@nestjs/platform-express';
import type { Request, Response } from 'express';
import { CurrentCaller, currentTrace, decodeCursor, encodeCursor, enumParameter, limitParameter, notFound, textParameter, uuidv7, type Caller, type Query as ListQuery } from '@lianzhi/platform';
import { AccessLog } from '../access/access-log';
import { Acts, DeskGuard } from '../http/desk-guard';
import { DESK_HTTP_PARTS, type DeskHttpParts } from '../http/desk-http-parts';
import { fieldProblem } from '../http/field-problem';
import { drawnId, IdempotencyInterceptor } from '../http/idempotency-interceptor';
import { RequestPresenter } from '../http/request-presenter';
import { Submissions } from '../http/submissions';
import { isUuid } from '../requests/request-filter';
import type { Batch } from './batch';
import { resultCsv, resultLine, type ResultLine } from './batch-result';
import { BatchStore } from './batch-store';
import { batchView, type BatchView } from './batch-view';
import { CsvBodyInterceptor, largestTable } from './csv-body.interceptor';
import { readBatch } from './read-batch';

// One byte more than allowed is read, so that a table of exactly the limit passes.
const upload = AnyFilesInterceptor({ limits: { fileSize: largestTable + 1, files: 1, fields: 5, fieldSize: 200_000, parts: 8 } } as Parameters<typeof AnyFilesInterceptor>[0]);

/** Batches 批量发起 of the caller's organisation: one thing asked of many, or about many; each line a request by itself. */
@Controller('v1/request-batches')
@UseGuards(DeskGuard)
export class BatchesController {
  constructor(
    @Inject(BatchStore) private readonly batches: BatchStore,
    @Inject(DESK_HTTP_PARTS) private readonly parts: DeskHttpParts,
    @Inject(Submissions) private readonly submissions: Submissions,
    @Inject(RequestPresenter) private readonly presenter: RequestPresenter,
    @Inject(AccessLog) private readonly accessLog: AccessLog,
  ) {}

  @Post()
  @Acts()
  @UseInterceptors(upload, CsvBodyInterceptor, IdempotencyInterceptor)
  async create(@CurrentCaller() { organisation, user, client }: Caller, @Body() body: unknown, @Req() request: Request): Promise<BatchView> {
    const { type, base, lines } = readBatch(body);
    if (!this.parts.catalogue.find(type)) throw fieldProblem('unknown-type', '/type', { zh: '目录中没有该事项类型', en: 'The catalogue has no such request type' });
    this.submissions.mayBegin(organisation, base);
    const id = drawnId(request) ?? uuidv7();
    await this.batches.write({ id, organisation, by: user ?? client, type, base, lines, createdAt: this.parts.clock.now().getTime(), traceparent: currentTrace()?.traceparent });
    this.parts.onBatch?.();
    return this.view((await this.batches.find([organisation], id))!);
  }

  @Get()
  async list(@CurrentCaller() { organisation }: Caller, @Query() query: ListQuery): Promise<{ items: BatchView[]; nextCursor: string | null }> {
    const limit = limitParameter(query);
    const cursor = textParameter(query, 'cursor', 500);
    const before = cursor === undefined ? undefined : decodeCursor(cursor, (value): value is string => typeof value === 'string' && isUuid(value));
    const found = await this.batches.list(this.parts.directory.speaksFor(organisation), { before, limit });
    const items = found.slice(0, limit);
    const counts = await this.batches.counts(items.map(({ id }) => id));
    return { items: items.map((batch) => batchView(batch, counts, this.parts.catalogue.find(batch.type))), nextCursor: found.length > limit ? encodeCursor(items.at(-1)!.id) : null };
  }

  @Get(':batch')
  async read(@CurrentCaller() caller: Caller, @Param('batch') id: string): Promise<BatchView> {
    return this.view(await this.find(caller, id, 'read'));
  }

  /** Every line with what became of it: JSON, or a table with `format=csv` or `Accept: text/csv`. */
  @Get(':batch/result')
  async result(@CurrentCaller() caller: Caller, @Param('batch') id: string, @Query() query: ListQuery, @Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<unknown> {
    const format = enumParameter(query, 'format', ['csv', 'json']) ?? (request.accepts(['application/json', 'text/csv']) === 'text/csv' ? 'csv' : 'json');
    const batch = await this.find(caller, id, 'result');
    await this.accessLog.record({ caller, kind: 'batch', target: batch.id, action: 'result', allowed: true });
    const lines = await this.lines(batch);
    if (format === 'json') return { items: lines, nextCursor: null };
    response.set({ 'Content-Type': 'text/csv; charset=utf-8', 'Content-Disposition': `attachment; filename="batch-${batch.id}.csv"`, 'Cache-Control': 'private, no-store' });
    return resultCsv(lines);
  }

  private async lines(batch: Batch): Promise<ResultLine[]> {
    const { core, catalogue, directory } = this.parts;
    const context = { contract: catalogue.find(batch.type), nameOf: (code: string) => directory.organisation(code)?.name };
    return Promise.all((await this.batches.lines(batch.id)).map(async (line) => {
      const request = line.state === 'accepted' ? await core.find(line.requestId, directory.successionOf(batch.organisation)[0]!) : undefined;
      return resultLine(batch, line, request && { view: this.presenter.view(request), messages: await core.messages(request) }, context);
    }));
  }

  private async view(batch: Batch): Promise<BatchView> {
    return batchView(batch, await this.batches.counts([batch.id]), this.parts.catalogue.find(batch.type));
  }

  private async find(caller: Caller, id: string, action: string): Promise<Batch> {
    const found = isUuid(id) ? await this.batches.find(this.parts.directory.speaksFor(caller.organisation), id.toLowerCase()) : undefined;
    if (found !== undefined) return found;
    if (isUuid(id)) await this.accessLog.record({ caller, kind: 'batch', target: id.toLowerCase(), action, allowed: false });
    throw notFound({ zh: '没有该批次', en: 'There is no such batch' });
  }
}
