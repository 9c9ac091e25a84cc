import { Module } from '@nestjs/common';
import { asyncapi, catalogue as defaultCatalogue, coordinatorOpenapi, coordinatorOperator, directoryTopic, type Catalogue } from '@lianzhi/contracts';
import { openExchange, OperatorsModule, readRetention, registerHealth, registerSealingMetrics, RetentionWorker, type Directory, type DirectoryReader, type MessageBus, type OpenedExchange } from '@lianzhi/exchange';
import { createHttpApp, createLogger, HealthRegistry, Metrics, type ServiceConfig, type ServiceLogger } from '@lianzhi/platform';
import { ApiModule } from './api/api-module';
import { Coordinator, runsCoordinator } from './coordinator';
import { coordinatorMigrations } from './coordinator-migrations';
import { CoordinatorMetrics } from './coordinator-metrics';
import { DirectoryFileWatch, modifiedAt } from './directory/directory-file-watch';
import { coordinatorErasable } from './retention/coordinator-erasable';
import { publishDirectoryFile } from './directory/publish-directory-file';

@Module({})
class CoordinatorModule {}

export interface RunningCoordinator {
  coordinator: Coordinator;
  close(): Promise<void>;
}

/** Runs the coordinator as this process: publishes the directory, reads all lanes, answers over HTTP. */
export async function startCoordinator(config: ServiceConfig, catalogue: Catalogue = defaultCatalogue): Promise<RunningCoordinator> {
  const logger = createLogger(config.operator, { level: config.logLevel });
  // The registry is made with the HTTP application, which needs the exchange first.
  const metrics = new CoordinatorMetrics();
  let publishedAt = 0;
  const publish = async (file: string, bus: Pick<MessageBus, 'publish'>, directory: Directory, reader: DirectoryReader): Promise<void> => {
    const count = await publishDirectoryFile(file, bus, directory, reader);
    logger.info({ published: count }, 'directory published');
  };
  const opened = await openExchange({
    config, catalogue, logger, migrations: coordinatorMigrations, metrics: metrics.service,
    onDirectory: async (bus, directory, reader) => {
      if (config.directoryFile === undefined) return;
      publishedAt = await modifiedAt(config.directoryFile).catch(() => 0);
      await publish(config.directoryFile, bus, directory, reader);
    },
    onCrash: (error) => {
      logger.fatal({ err: error }, 'the bus cannot be read on; the process ends so that it is started again');
      process.exit(1);
    },
  });
  const { bus, exchange: { directory }, reader } = opened;
  const watch = config.directoryFile === undefined ? undefined : new DirectoryFileWatch(
    config.directoryFile, () => publish(config.directoryFile!, bus, directory, reader), publishedAt, (error) => logger.error({ err: error }, 'the directory file could not be published, will be tried again'));
  const running = await compose(config, catalogue, logger, opened, metrics, watch);
  watch?.start();
  return running;
}

async function compose(config: ServiceConfig, catalogue: Catalogue, logger: ServiceLogger, opened: OpenedExchange, metrics: CoordinatorMetrics, watch?: DirectoryFileWatch): Promise<RunningCoordinator> {
  const { exchange, bus } = opened;
  const coordinator = new Coordinator({
    exchange, bus, clock: exchange.clock, catalogue,
    onRefused: (key, reason) => logger.warn({ key, reason }, 'calendar or rule left out'),
    onCalled: (steps) => metrics.called(steps), onError: (where, error) => logger.error({ where, err: error }, 'failed, will be tried again'),
  });
  // Before the server closes: nothing new is begun. After it: the bus and the database are left.
  const ending = {
    beforeApplicationShutdown: async (): Promise<void> => { await Promise.all([coordinator.stop(), watch?.stop(), retention.stop()]); },
    onApplicationShutdown: (): Promise<void> => opened.close(),
  };
  const retention = new RetentionWorker(exchange.pool, coordinatorErasable, (error) => logger.error({ where: 'retention', err: error }, 'failed, will be tried again'));
  const operators = OperatorsModule.with({
    exchange, runs: (code) => runsCoordinator(exchange.directory, code),
    retention: { catalogue, rows: await readRetention(config.retentionFile, catalogue), clock: exchange.clock, erasable: coordinatorErasable, onRun: () => retention.nudge() },
  });
  const desks = exchange.directory.operators().filter(({ code }) => code !== coordinatorOperator);
  const app = await createHttpApp(
    { module: CoordinatorModule, imports: [ApiModule.around(coordinator), operators], providers: [{ provide: 'ending', useValue: ending }] },
    { config, logger, openapi: coordinatorOpenapi(catalogue), asyncapi: asyncapi(catalogue, desks) },
  );
  metrics.register(app.get(Metrics).registry, coordinator);
  registerSealingMetrics(app.get(Metrics).registry, exchange);
  let receiving = false;
  registerHealth(app.get(HealthRegistry), { pool: exchange.pool, bus, topic: directoryTopic, receiving: () => receiving });
  await app.listen(config.port, config.host);
  await coordinator.start();
  retention.start();
  receiving = true;
  return {
    coordinator,
    close: () => {
      receiving = false;
      return app.close();
    },
  };
}
