import { Module, type DynamicModule } from '@nestjs/common';
import type { Pool } from 'pg';
import { asyncapi, catalogue as defaultCatalogue, deskOpenapi, noticesTopic, type Catalogue } from '@lianzhi/contracts';
import {
  alertKeyOf, CalendarSweep, DeadLetterWatch, ExchangeServer, LawInForce, openExchange, operatorAlerts, OperatorsModule, readRetention, registerHealth, registerSealingMetrics, requestEvidence,
  RetentionWorker, SealingWatch, ServiceMetrics, type Directory, type OpenedExchange,
} from '@lianzhi/exchange';
import { createHttpApp, createLogger, HealthRegistry, Metrics, readServiceConfig, runMain, type BusinessClock, type DataCipher, type Migration, type OptionalVariable, type ServiceConfig, type ServiceLogger } from '@lianzhi/platform';
import { sealingAlerts } from './alerts/alert-sealing';
import { AlertStore } from './alerts/alert-store';
import { Automation } from './automation/automation';
import { ClosureSweeper } from './automation/closure-sweeper';
import type { RequestHandler } from './automation/request-handler';
import { automatedBy } from './automation/task-order';
import type { RequestEffects } from './effects/request-effects';
import { BatchRunner } from './batches/batch-runner';
import { BatchStore } from './batches/batch-store';
import { deskHttpMigrations, DeskHttpModule } from './http/desk-http-module';
import type { DeskHttpParts } from './http/desk-http-parts';
import { SubmissionReader } from './http/submission-reader';
import { Submissions } from './http/submissions';
import { askAgain } from './inbound/ask-again';
import { InboundController } from './inbound/inbound.controller';
import { LimitWatch } from './limits/limit-watch';
import { DeskService } from './moves/desk-service';
import { PendingMoves } from './moves/pending-moves';
import type { SubmissionCheck } from './moves/submission-check';
import { deskErasable } from './retention/desk-erasable';
import { deskMigrations } from './requests/desk-migrations';
import type { DeskContext } from './unit/desk-context';
import { deskParticipant } from './unit/desk-participant';
import { sweepOf } from './unit/recompute-requests';
import { refoldRequests } from './unit/refold-requests';

/** What an agency's application may build its own parts from. */
export interface DeskFoundation {
  config: ServiceConfig;
  pool: Pool;
  cipher: DataCipher;
  logger: ServiceLogger;
  /** Raises alerts in the transaction of what caused them. */
  raiseAlerts: DeskContext['raiseAlerts'];
  clock: BusinessClock;
  catalogue: Catalogue;
  /** Who exists, and whose matters have come to whom. */
  directory: Pick<Directory, 'organisation' | 'speaksFor' | 'successionOf'>;
  /** Reports what failed and will be tried again. */
  onError: (error: unknown) => void;
}

/** What only this agency has; everything is optional. */
export interface AgencyParts {
  /** Nest modules with further HTTP resources. */
  imports?: DynamicModule[];
  submissionCheck?: SubmissionCheck;
  /** Automation, one per request type; a type without one goes to the worklist. */
  handlers?: RequestHandler[];
  /** What it keeps of its own requests besides. */
  effects?: RequestEffects;
  /** Called in the transaction of every change with the requests that it changed, as they are now: for tables of the agency that follow from them. */
  onRequests?: DeskContext['onRequests'];
  /** What the agency does by itself, made once the desk is there. */
  background?: (running: DeskInside) => BackgroundWork[];
}

/** What an agency's own work may use of the running desk. */
export interface DeskInside {
  context: DeskContext;
  desk: DeskService;
  /** Moves that the machine makes later; see {@link PendingMoves}. */
  pendingMoves: PendingMoves;
  onError: (error: unknown) => void;
}

/** Started once the desk receives; stopped, and what runs finished, before it closes. */
export interface BackgroundWork {
  start(): void;
  stop(): Promise<void>;
}

export interface DeskOptions {
  agency: string;
  defaultPort: number;
  needs?: readonly OptionalVariable[];
  migrations?: readonly Migration[];
  parts?: (foundation: DeskFoundation) => AgencyParts;
  catalogue?: Catalogue;
}

/** A running desk. */
export interface RunningDesk {
  context: DeskContext;
  desk: DeskService;
  close(): Promise<void>;
}

/** Tables of every desk, besides those of the exchange. */
export const deskTables: readonly Migration[] = [...deskMigrations, ...deskHttpMigrations];

@Module({})
class DeskModule {}

/** Runs the desk of an agency as this process. The whole of an agency's `main.ts` is one call of this. */
export function runDesk(options: DeskOptions): void {
  runMain(async () => {
    const config = readServiceConfig({ agency: options.agency, defaultPort: options.defaultPort, needs: options.needs });
    await startDesk(config, options);
  });
}

export async function startDesk(config: ServiceConfig, options: DeskOptions): Promise<RunningDesk> {
  const catalogue = options.catalogue ?? defaultCatalogue;
  const logger = createLogger(config.operator, { level: config.logLevel });
  const metrics = new ServiceMetrics();
  const opened = await openExchange({
    config, catalogue, logger, metrics, migrations: [...deskTables, ...(options.migrations ?? [])],
    onCrash: (error) => {
      logger.fatal({ err: error }, 'the bus cannot be read on; the process ends so that it is started again');
      process.exit(1);
    },
  });
  return composeDesk(config, options, catalogue, logger, { ...opened, metrics });
}

/** Puts a desk together on an exchange that is open. */
export async function composeDesk(config: ServiceConfig, options: DeskOptions, catalogue: Catalogue, logger: ServiceLogger, opened: Pick<OpenedExchange, 'exchange' | 'cipher' | 'close'> & { bus?: Pick<OpenedExchange['bus'], 'endOffsets'>; metrics?: ServiceMetrics }): Promise<RunningDesk> {
  const { exchange, cipher } = opened;
  const { pool } = exchange;
  const alerts = new AlertStore(pool);
  const raiseAlerts: DeskContext['raiseAlerts'] = (client, raised) => alerts.raise(client, raised);
  const onError = (error: unknown): void => logger.error({ err: error }, 'failed, will be tried again');
  const parts = options.parts?.({ config, pool, cipher, logger, raiseAlerts, clock: exchange.clock, catalogue, directory: exchange.directory, onError }) ?? {};
  const { handlers = [] } = parts;
  const law = new LawInForce(exchange.directory, catalogue, (key, reason) => logger.warn({ key, reason }, 'calendar or rule left out'));
  const context: DeskContext = {
    get calendar() { return law.calendar; },
    get rules() { return law.rules; },
    exchange, catalogue, cipher, clock: exchange.clock, automated: automatedBy(handlers),
    raiseAlerts, effects: parts.effects, onTasks: (tasks) => automation.begin(tasks), onRequests: parts.onRequests, onPendingMoves: () => pendingMoves.nudge(),
  };
  const desk = new DeskService(context);
  const automation: Automation = new Automation(context, desk, handlers, onError, (requestId, reason) => logger.warn({ requestId, reason }, 'left to a person'));
  const closure = new ClosureSweeper(context, desk, onError);
  const sweep = new CalendarSweep({ ...sweepOf(context), law, onError });
  const pendingMoves: PendingMoves = new PendingMoves(context, desk, onError);
  const httpParts: DeskHttpParts = {
    operator: config.operator, core: desk, catalogue, directory: exchange.directory, documents: exchange.documents, pool, cipher, clock: context.clock, pendingMoves,
    calendar: () => law.calendar, rules: () => law.rules, submissionCheck: parts.submissionCheck, onSealed: (listener) => exchange.onSealed(listener), evidence: (asked) => requestEvidence(exchange, catalogue, asked), onBatch: () => batches.nudge(), printFont: config.printFont,
  };
  const batches: BatchRunner = new BatchRunner(new BatchStore(pool, cipher), new Submissions(httpParts, new SubmissionReader(httpParts)), desk, exchange.directory, onError);
  const sealingWatch = new SealingWatch(exchange, (lag) => alerts.raise(pool, sealingAlerts(config.operator, lag, exchange.directory, context.clock.now().getTime())), onError);
  const work: BackgroundWork[] = [automation, closure, sweep, pendingMoves, new LimitWatch(context, onError), sealingWatch, batches, deadLetterWatch(context, onError), ...(parts.background?.({ context, desk, pendingMoves, onError }) ?? [])];
  const http = DeskHttpModule.with(httpParts);
  const { operators, retention } = await operatorsOf(config, context, onError);
  work.push(retention);
  // Before the server closes: nothing new is begun. After it: the bus and the database are left, in that order.
  const ending = {
    beforeApplicationShutdown: async (): Promise<void> => { await Promise.all(work.map((each) => each.stop())); },
    onApplicationShutdown: (): Promise<void> => opened.close(),
  };
  const app = await createHttpApp({
    module: DeskModule, imports: [http, operators, ...(parts.imports ?? [])], controllers: [InboundController], providers: [{ provide: 'ending', useValue: ending }],
  }, {
    config, logger, openapi: deskOpenapi(catalogue, options.agency),
    asyncapi: asyncapi(catalogue, exchange.directory.operators(), config.operator),
  });
  const refold = (ids: readonly string[]): Promise<void> => refoldRequests(context, ids);
  if (opened.bus) (opened.metrics ?? new ServiceMetrics()).register(app.get(Metrics).registry, { pool, bus: opened.bus, lanes: exchange.lanes });
  const transport = new ExchangeServer(exchange, { participant: deskParticipant(context), refold, askAgain: askAgain(context) });
  await exchange.recover(refold);
  app.connectMicroservice({ strategy: transport }, { inheritAppConfig: false });
  let receiving = false;
  registerSealingMetrics(app.get(Metrics).registry, exchange);
  registerHealth(app.get(HealthRegistry), { pool, bus: opened.bus, topic: noticesTopic(config.operator), receiving: () => receiving });
  await app.listen(config.port, config.host);
  await app.startAllMicroservices();
  for (const each of work) each.start();
  receiving = true;
  return {
    context, desk,
    close: () => {
      receiving = false;
      return app.close();
    },
  };
}

/** Those who run the desk are told of what it refused for good. */
const deadLetterWatch = ({ exchange: { pool, operator }, clock, raiseAlerts }: DeskContext, onError: (error: unknown) => void): BackgroundWork => new DeadLetterWatch(pool, (client, arrived) => raiseAlerts(client, arrived.map((one) => ({
  organisation: operatorAlerts(operator), kind: 'dead-letter', level: 'warning' as const, requestId: one.request, raisedAt: clock.now().getTime(), key: alertKeyOf(one), detail: { lane: one.lane, reason: one.reason, count: one.count },
}))), onError);

/** What those who run the desk may see and do. */
async function operatorsOf(config: ServiceConfig, { exchange, catalogue, clock }: DeskContext, onError: (error: unknown) => void): Promise<{ operators: DynamicModule; retention: RetentionWorker }> {
  const retention = new RetentionWorker(exchange.pool, deskErasable, onError);
  const operators = OperatorsModule.with({
    exchange, runs: (code) => exchange.directory.organisation(code)?.operator === config.operator,
    retention: { catalogue, rows: await readRetention(config.retentionFile, catalogue), clock, erasable: deskErasable, onRun: () => retention.nudge() },
  });
  return { operators, retention };
}
