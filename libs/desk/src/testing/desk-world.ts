import { randomBytes } from 'node:crypto';
import { Module, type INestMicroservice } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Pool } from 'pg';
import { catalogue, documentsTopic, laneTopic, messageType, noticesTopic, sourceOf, type EventAttributes, type LianzhiEvent, type MoveName } from '@lianzhi/contracts';
import {
  buildDirectory, CalendarSweep, ContentKeys, Directory, DirectoryReader, EcdsaSigner, EventComposer, Exchange, ExchangeServer, generateOperatorKeys, generateRootKey, journalMigrations, LawInForce, leafBytes,
  MemoryBroker, MemoryBus, noMetrics, publishDirectory, readEvent, signDirectory, withProof, type BusRecord, type DirectoryRecord, type OperatorKeys, type Published,
} from '@lianzhi/exchange';
import { DataCipher, uuidv7, type BusinessClock, type ClockReading } from '@lianzhi/platform';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/test-database';
import { AlertStore } from '../alerts/alert-store';
import { Automation } from '../automation/automation';
import { ClosureSweeper } from '../automation/closure-sweeper';
import type { RequestHandler } from '../automation/request-handler';
import { automatedBy } from '../automation/task-order';
import type { RequestEffects } from '../effects/request-effects';
import { deskHttpMigrations } from '../http/desk-http-module';
import { askAgain } from '../inbound/ask-again';
import { InboundController } from '../inbound/inbound.controller';
import { LimitWatch } from '../limits/limit-watch';
import { DeskService } from '../moves/desk-service';
import { deskMigrations } from '../requests/desk-migrations';
import type { DeskContext } from '../unit/desk-context';
import { deskParticipant } from '../unit/desk-participant';
import type { DeskSession } from '../unit/desk-session';
import { sweepOf } from '../unit/recompute-requests';
import { refoldRequests } from '../unit/refold-requests';

export const court = 'court-141031';
export const police = 'police-141031';
/** Two operators whose code is their agency's, and the organisations that they have. */
export interface TestOperators { codes: readonly [string, string]; organisationsCsv: string }

const organisationsCsv = `code,agency,operator,region,parent,name
${court},court,court,141031,,court
${police},police,police,141031,,police
`;

const courtAndPolice: TestOperators = { codes: ['court', 'police'], organisationsCsv };

/** Stands at the instant that a spec sets. */
export class StandingClock implements BusinessClock {
  readonly local = true;
  at = Date.parse('2025-09-01T09:00:00+08:00');

  read(): ClockReading { return { now: new Date(this.at), offsetMs: this.at - Date.now() }; }
  now(): Date { return this.read().now; }
  offsetMs(): number { return this.read().offsetMs; }
}

/** A bus that loses what a spec says, as no real one does. */
class LossyBus extends MemoryBus {
  constructor(broker: MemoryBroker, private readonly world: DeskWorld) { super(broker); }

  override async publish(records: BusRecord[]): Promise<Published[]> {
    const kept = records.filter((record) => !this.world.loses(record));
    const published = kept.length === 0 ? [] : await super.publish(kept);
    return records.map((record) => published[kept.indexOf(record)] ?? { topic: record.topic, partition: 0, offset: -1n, appendedAt: Date.now() });
  }
}

@Module({ controllers: [InboundController] })
class InboundModule {}

export interface TestDesk {
  context: DeskContext;
  desk: DeskService;
  pool: Pool;
  stop(): Promise<void>;
}

/** The desks of two operators, by default a court's and the police's, in this process: real databases, the whole exchange, no HTTP. */
export class DeskWorld {
  skewMs = 0;
  readonly broker = new MemoryBroker({ autoCreatePartitions: 2, now: () => Date.now() + this.skewMs });
  readonly clock = new StandingClock();
  readonly errors: unknown[] = [];
  loses: (record: BusRecord) => boolean = () => false;
  private readonly root = generateRootKey();
  private readonly keys = new Map<string, OperatorKeys>();
  private readonly ciphers: ReadonlyMap<string, DataCipher>;
  private readonly databases = new Map<string, TestDatabase>();
  /** And the operator of each. */
  private readonly running = new Map<TestDesk, string>();

  private constructor(private readonly operators: TestOperators) {
    this.ciphers = new Map(operators.codes.map((operator) => [operator, new DataCipher(randomBytes(32))]));
  }

  static async create(operators = courtAndPolice): Promise<DeskWorld> {
    const world = new DeskWorld(operators);
    const validFrom = '2020-01-01T00:00:00Z';
    const generated = operators.codes.map((code) => ({ code, ...generateOperatorKeys(code, validFrom) }));
    for (const { code, privateKeys } of generated) world.keys.set(code, privateKeys);
    const records = buildDirectory({ operators: operators.codes.map((code) => ({ code, agency: code })), organisationsCsv: operators.organisationsCsv, validFrom, keys: generated.flatMap(({ records: keys }) => keys) });
    const bus = new MemoryBus(world.broker);
    await publishDirectory(bus, signDirectory(records, world.root.privateJwk), new Directory(world.root.publicJwk));
    await bus.close();
    return world;
  }

  /** Starts a desk. `database` names which one it uses: two desks on one are replicas, a new name is a backup without content. */
  async start(operator: string, { database = operator, handlers = [] as RequestHandler[], effects = undefined as RequestEffects | undefined } = {}): Promise<TestDesk> {
    const pool = await this.pool(database);
    const bus = new LossyBus(this.broker, this);
    const reader = new DirectoryReader(bus, new Directory(this.root.publicJwk));
    await reader.start();
    const other = this.operators.codes.find((code) => code !== operator)!;
    const exchange = new Exchange({
      operator, replica: randomBytes(4).toString('hex'), pool, bus, directory: reader.directory, reader, keys: this.keys.get(operator)!, cipher: this.ciphers.get(operator)!, clock: this.clock,
      lanes: () => ({ reads: [laneTopic(other, operator), documentsTopic(other, operator), noticesTopic(operator)], writes: [laneTopic(operator, other)] }), metrics: noMetrics,
      onError: (where, error) => this.errors.push([operator, where, error]), onCrash: (error) => this.errors.push(error),
    });
    const alerts = new AlertStore(pool);
    const law = new LawInForce(exchange.directory, catalogue, (key, reason) => this.errors.push([key, reason]));
    const context: DeskContext = {
      get calendar() { return law.calendar; }, get rules() { return law.rules; },
      exchange, catalogue, cipher: this.ciphers.get(operator)!, clock: this.clock, automated: automatedBy(handlers),
      raiseAlerts: (client, raised) => alerts.raise(client, raised), effects, onTasks: (tasks) => automation.begin(tasks),
    };
    const desk = new DeskService(context);
    const automation: Automation = new Automation(context, desk, handlers, (error) => this.errors.push(error), () => undefined);
    const closure = new ClosureSweeper(context, desk, (error) => this.errors.push(error));
    const sweep = new CalendarSweep({ ...sweepOf(context), law, onError: (error) => this.errors.push(error) });
    const limits = new LimitWatch(context, (error) => this.errors.push(error));
    const strategy = new ExchangeServer<DeskSession>(exchange, {
      participant: deskParticipant(context),
      refold: (ids) => refoldRequests(context, ids), askAgain: askAgain(context),
    });
    await exchange.recover((ids) => refoldRequests(context, ids));
    const app: INestMicroservice = await NestFactory.createMicroservice(InboundModule, { strategy, logger: false });
    await app.listen();
    automation.start();
    closure.start();
    sweep.start();
    limits.start();
    const stop = async (): Promise<void> => {
      if (!this.running.delete(started)) return;
      await Promise.all([automation.stop(), closure.stop(), sweep.stop(), limits.stop()]);
      await app.close();
      await reader.stop();
      await bus.close();
      await pool.end();
    };
    const started: TestDesk = { context, desk, pool, stop };
    this.running.set(started, operator);
    return started;
  }

  /** Puts a further record into the directory, which every desk reads on. */
  async publish(record: DirectoryRecord): Promise<void> {
    await publishDirectory(new MemoryBus(this.broker), signDirectory([record], this.root.privateJwk), new Directory(this.root.publicJwk));
  }

  /** A message as the desk of that organisation could sign it, whatever it says; returns what was published. */
  async forge(from: string, to: string, type: MoveName | { type: string }, draft: Partial<EventAttributes> & { subject: string }, body: object = {}): Promise<LianzhiEvent> {
    const operator = this.operators.codes.find((code) => from.startsWith(`${code}-`))!;
    const bus = new MemoryBus(this.broker);
    const reader = new DirectoryReader(bus, new Directory(this.root.publicJwk));
    await reader.start();
    const composer = new EventComposer(operator, reader.directory, new ContentKeys(operator, this.keys.get(operator)!, reader.directory), this.clock);
    const { attributes, event, topic } = composer.compose({
      id: uuidv7(), source: sourceOf(from), type: typeof type === 'string' ? messageType(type) : type.type, dataschema: 'urn:lianzhi:contract:query-person:1', recipient: to,
      requesttype: 'query-person', urgency: 'ordinary', thread: draft.subject, ...draft,
    }, body);
    const [proof] = EcdsaSigner.of(this.keys.get(operator)!).signBatch([leafBytes(attributes, topic)]);
    const value = withProof(event, proof!);
    await bus.publish([{ topic, key: attributes.subject, value, contentType: 'application/cloudevents+json' }]);
    await reader.stop();
    await bus.close();
    return readEvent(value);
  }

  /** What stands on a lane once the running desks of `from` have published all that they had committed, each message once: `<move> <sequence>/<of>`. */
  async lane(from: string, to: string, request: string): Promise<string[]> {
    for (const [{ pool }, operator] of this.running) {
      if (operator === from) await until(async () => (await pool.query("SELECT 1 FROM journal WHERE direction = 'o' AND pending LIMIT 1")).rowCount === 0);
    }
    const seen = new Map<string, string>();
    for await (const records of new MemoryBus(this.broker).readToEnd([laneTopic(from, to)], new Map())) {
      for (const { value } of records) {
        const { id, subject, type, sequence, of } = readEvent(value!);
        if (subject === request) seen.set(id, `${type.split('.')[2]} ${sequence ?? '-'}${of === undefined ? '' : `/${of}`}`);
      }
    }
    return [...seen.values()];
  }

  async close(): Promise<void> {
    for (const desk of [...this.running.keys()]) await desk.stop();
    await Promise.all([...this.databases.values()].map((database) => database.drop()));
  }

  private async pool(name: string): Promise<Pool> {
    const known = this.databases.get(name) ?? (await createTestDatabase(`desk_${name}`, [...journalMigrations, ...deskMigrations, ...deskHttpMigrations]));
    this.databases.set(name, known);
    const pool = new Pool({ connectionString: known.url, max: 8, pipeline: true });
    // Once it is to end, the server may cut a connection before it is closed here.
    pool.on('error', (error) => { if (!pool.ending) this.errors.push(error); });
    return pool;
  }
}

/** Waits until `holds` says true, else fails after `ms`. */
export async function until(holds: () => boolean | Promise<boolean>, ms = 20_000): Promise<void> {
  for (const deadline = performance.now() + ms; ;) {
    if (await holds()) return;
    if (performance.now() > deadline) throw new Error(`not within ${ms} ms: ${holds.toString()}`);
    await new Promise((resolve) => { setTimeout(resolve, 20); });
  }
}
