import 'reflect-metadata';
import type { Server } from 'node:http';
import type { DynamicModule, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import helmet from 'helmet';
import { accessLogMiddleware } from '../logging/access-log-middleware';
import { createLogger } from '../logging/create-logger';
import type { ServiceLogger } from '../logging/create-logger';
import { NestLogger } from '../logging/nest-logger';
import { Metrics } from '../metrics/metrics';
import { metricsMiddleware } from '../metrics/metrics-middleware';
import { traceMiddleware } from '../tracing/trace-middleware';
import { useJsonBody } from './json-body';
import { serveDocuments } from './serve-documents';
import { ServiceModule } from './service-module';
import type { HttpConfig } from './service-module';

export interface HttpAppOptions {
  config: HttpConfig;
  logger?: ServiceLogger;
  /** OpenAPI 3.1 document for /openapi.json and /docs; or call `serveDocuments` before `listen`, when it is made from the app. */
  openapi?: object;
  /** AsyncAPI 3 document for /asyncapi.json. */
  asyncapi?: object;
  /** Instead of the policy for the pages under /docs. */
  contentSecurityPolicy?: ContentSecurityPolicy;
  /** Routes that take bodies as they come, such as a proxy: before any body is read. */
  before?: (app: NestExpressApplication) => void;
}

/** Directives as helmet takes them; a function is asked for each answer (a nonce). */
type ContentSecurityPolicy = NonNullable<Exclude<NonNullable<Parameters<typeof helmet>[0]>['contentSecurityPolicy'], boolean>>['directives'];

/**
 * A service's HTTP application around its module: trace, metrics, security headers, JSON up to 1 MiB, token check, problem details, health.
 * It does not listen yet: `await app.listen(config.port, config.host)`.
 */
export async function createHttpApp(service: Type | DynamicModule, options: HttpAppOptions): Promise<NestExpressApplication> {
  const { config } = options;
  const logger = options.logger ?? createLogger(config.agency, { level: config.logLevel });
  const app = await NestFactory.create<NestExpressApplication>(ServiceModule.around(service, config, logger), {
    bodyParser: false,
    logger: new NestLogger(logger),
    abortOnError: false, // a failed start is told by runMain
    forceCloseConnections: true, // open event streams must not hold up the end of the process
  });
  // Longer than the callers' and proxies' own: whoever closes an idle connection first must not be us, or a call in flight is lost.
  (app.getHttpServer() as Server).keepAliveTimeout = 75_000;
  app.disable('x-powered-by');
  app.set('etag', false);
  app.set('trust proxy', 'loopback');
  app.use(traceMiddleware);
  app.use(accessLogMiddleware(logger));
  app.use(metricsMiddleware(app.get(Metrics)));
  app.use(helmet({ contentSecurityPolicy: { directives: { ...(options.contentSecurityPolicy ?? CONTENT_SECURITY_POLICY) } }, strictTransportSecurity: false }));
  options.before?.(app);
  useJsonBody(app);
  app.enableShutdownHooks();
  serveDocuments(app, options);
  return app;
}

/** Enough for the pages under /docs; TLS and its header are the business of whoever stands in front. */
const CONTENT_SECURITY_POLICY = {
  defaultSrc: ["'self'"],
  styleSrc: ["'self'", "'unsafe-inline'"],
  imgSrc: ["'self'", 'data:'],
  upgradeInsecureRequests: null,
};
