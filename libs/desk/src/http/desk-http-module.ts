import { Module, type DynamicModule, type Provider } from '@nestjs/common';
import { AccessLog } from '../access/access-log';
import { accessMigrations } from '../access/access-migrations';
import { alertMigrations } from '../alerts/alert-migrations';
import { AlertStore } from '../alerts/alert-store';
import { idempotencyMigrations } from '../idempotency/idempotency-migrations';
import { batchMigrations } from '../batches/batch-migrations';
import { BatchStore } from '../batches/batch-store';
import { BatchesController } from '../batches/batches-controller';
import { CsvBodyInterceptor } from '../batches/csv-body.interceptor';
import { IdempotencyStore } from '../idempotency/idempotency-store';
import { dutyMigrations, DutyStore } from '../duty/duty-store';
import { limitMigrations } from '../limits/limit-watch-rows';
import { AlertsController } from './alerts-controller';
import { HandlerStore } from '../handlers/handler-store';
import { CatalogueController } from './catalogue-controller';
import { ColleaguesController } from './colleagues-controller';
import { DeskGuard } from './desk-guard';
import { DESK_HTTP_PARTS, type DeskHttpParts } from './desk-http-parts';
import { DocumentsController } from './documents-controller';
import { pendingMoveMigrations } from '../moves/pending-move-migrations';
import { DutyController } from './duty-controller';
import { EffectLookup } from './effect-lookup';
import { EvidenceController } from './evidence-controller';
import { EventFeed } from './event-feed';
import { EventHub } from './event-hub';
import { EventsController } from './events-controller';
import { HandlerController } from './handler-controller';
import { IdempotencyInterceptor } from './idempotency-interceptor';
import { MovesController } from './moves-controller';
import { NoticesController } from './notices-controller';
import { OrganisationsController } from './organisations-controller';
import { PapersController } from './papers-controller';
import { RequestCountsController } from './request-counts-controller';
import { RequestGuard } from './request-guard';
import { RequestPresenter } from './request-presenter';
import { RequestsController } from './requests-controller';
import { RulesController } from './rules-controller';
import { SubmissionReader } from './submission-reader';
import { Submissions } from './submissions';
import { SubmitGuard } from './submit-guard';
import { ThreadsController } from './threads-controller';
import { Timelines } from './timelines';

/** Tables of the HTTP side. */
export const deskHttpMigrations = [...alertMigrations, ...accessMigrations, ...idempotencyMigrations, ...pendingMoveMigrations, ...limitMigrations, ...dutyMigrations, ...batchMigrations];

const controllers = [
  RequestsController, EvidenceController, PapersController, NoticesController, MovesController, DocumentsController, CatalogueController, RulesController, OrganisationsController, AlertsController, EventsController, ThreadsController, DutyController, BatchesController,
  HandlerController, ColleaguesController, RequestCountsController,
];

/** The HTTP resources of a desk. Global, so that an agency's own resources can use {@link DeskGuard} and the parts. */
@Module({})
export class DeskHttpModule {
  static with(parts: DeskHttpParts): DynamicModule {
    const alerts = new AlertStore(parts.pool);
    const feed = new EventFeed(parts.pool);
    const handlers = new HandlerStore(parts.pool);
    const hub = new EventHub(feed, alerts, handlers);
    parts.onSealed?.(() => hub.nudge());
    const shared: Provider[] = [
      { provide: DESK_HTTP_PARTS, useValue: parts },
      { provide: AccessLog, useValue: new AccessLog(parts.pool) },
      { provide: AlertStore, useValue: alerts },
      { provide: DutyStore, useValue: new DutyStore(parts.pool, parts.cipher) },
      { provide: HandlerStore, useValue: handlers },
      { provide: EventFeed, useValue: feed },
      { provide: EventHub, useValue: hub },
      { provide: IdempotencyStore, useValue: new IdempotencyStore(parts.pool, parts.cipher) },
      RequestPresenter, EffectLookup, DeskGuard, SubmissionReader, Submissions, Timelines,
    ];
    return {
      module: DeskHttpModule, global: true, controllers,
      providers: [...shared, RequestGuard, SubmitGuard, IdempotencyInterceptor, CsvBodyInterceptor, { provide: BatchStore, useValue: new BatchStore(parts.pool, parts.cipher) }],
      exports: shared,
    };
  }
}
