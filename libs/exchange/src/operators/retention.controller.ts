import { Body, Controller, Get, Inject, Param, Post, Query, Res, UseGuards } from '@nestjs/common';
import type { Response } from 'express';
import { boolean, fieldSet, keptSince, longText, optional, retentionOf, toShanghaiIso, type RetentionRule } from '@lianzhi/contracts';
import { CurrentCaller, invalidIssues, isCanonicalUuid, notFound, pageById, type Caller, type Page, type Query as ListQuery } from '@lianzhi/platform';
import type { Cutoff } from '../retention/erasable';
import { beginRun, findRun, listRuns, type RunRow } from '../retention/retention-runs';
import { recordOperatorAction } from './operator-action';
import { OperatorGuard } from './operator-guard';
import { OPERATOR_PARTS, type OperatorParts } from './operator-parts';
import { operatorProblem } from './operator-problems';

const runBody = fieldSet({ reason: longText({ zh: '理由', en: 'Reason', max: 2000 }), dryRun: optional(boolean({ zh: '只试算', en: 'Only count' })) }, 'RetentionRun');

interface PolicyView extends RetentionRule { type: string; title: { zh: string; en: string }; kind: string; /** What ended before is due. */ endedBefore: string }
interface DueView { type: string; requests: number }
interface RunView { id: string; at: string; by: string; organisation: string; reason: string; requests: number; messages: number; documents: number; finishedAt: string | null }

/** How long what requests say is kept 保存期限, and the erasure of what is due. Nothing is erased unless an operator orders it. */
@Controller('v1/retention')
@UseGuards(OperatorGuard)
export class RetentionController {
  constructor(@Inject(OPERATOR_PARTS) private readonly parts: OperatorParts) {}

  @Get()
  async read(): Promise<{ policy: PolicyView[]; due: DueView[] }> {
    const { catalogue, rows } = this.parts.retention;
    const cutoffs = this.cutoffs();
    const policy = catalogue.contracts.map((contract, index): PolicyView => {
      const { keep, source } = retentionOf(contract, rows);
      return { type: contract.type, title: contract.title, kind: contract.kind, keep, source, endedBefore: toShanghaiIso(cutoffs[index]!.before) };
    });
    return { policy, due: await this.due(cutoffs) };
  }

  /** With `dryRun` only counts. Else a replica erases in batches; the run tells how far it is. */
  @Post('runs')
  async run(@CurrentCaller() caller: Caller, @Body() body: unknown, @Res({ passthrough: true }) response: Response): Promise<RunView | { dryRun: true; due: DueView[]; requests: number }> {
    const issues = runBody.validate(body ?? {}, { strict: true });
    if (issues.length > 0) throw invalidIssues(issues);
    const { reason, dryRun } = body as { reason: string; dryRun?: boolean };
    const { exchange: { pool }, retention } = this.parts;
    if (dryRun === true) {
      const due = await this.due(this.cutoffs());
      const requests = due.reduce((sum, each) => sum + each.requests, 0);
      await recordOperatorAction(pool, caller, { action: 'retention-preview', reason, outcome: 'done', detail: { requests } });
      response.status(200);
      return { dryRun: true, due, requests };
    }
    const run = await beginRun(pool, caller, reason, this.cutoffs());
    if (run === undefined) throw operatorProblem('retention-running');
    retention.onRun();
    response.status(202);
    return runView(run);
  }

  @Get('runs')
  list(@Query() query: ListQuery): Promise<Page<RunView>> {
    return pageById(query, async (page) => (await listRuns(this.parts.exchange.pool, page)).map(runView));
  }

  @Get('runs/:id')
  async readRun(@Param('id') id: string): Promise<RunView> {
    const run = isCanonicalUuid(id) ? await findRun(this.parts.exchange.pool, id) : undefined;
    if (run === undefined) throw notFound({ zh: '没有该清除任务', en: 'There is no such run' });
    return runView(run);
  }

  private cutoffs(): Cutoff[] {
    const { catalogue, rows, clock } = this.parts.retention;
    const now = clock.now().getTime();
    return catalogue.contracts.map((contract) => ({ type: contract.type, before: keptSince(retentionOf(contract, rows), now) }));
  }

  private due(cutoffs: readonly Cutoff[]): Promise<DueView[]> {
    return this.parts.retention.erasable.count(this.parts.exchange.pool, cutoffs);
  }
}

const runView = ({ id, requested_at: at, organisation, client, user_name: user, reason, requests, messages, documents, finished_at: finishedAt }: RunRow): RunView =>
  ({ id, at: toShanghaiIso(at), by: user ?? client, organisation, reason, requests, messages, documents, finishedAt: finishedAt && toShanghaiIso(finishedAt) });
