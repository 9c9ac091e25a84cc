import type { Pool } from 'pg';
import { documentsTopic, parseLane } from '@lianzhi/contracts';
import { isTransient, type BusinessClock, type DataCipher } from '@lianzhi/platform';
import type { MessageBus, Positions } from './bus/message-bus';
import { OwnLanes, type LaneNames } from './bus/own-lanes';
import { EventComposer } from './compose/event-composer';
import { EventOpener } from './compose/event-opener';
import { DeadLetterOffice, type DeadLetterDecisions } from './dead-letters/dead-letter-office';
import { DirectorySigner, type Directory, type DirectoryReader } from './directory';
import { DirectHandling } from './dispatch/direct-handling';
import { Dispatcher, type DispatcherOptions } from './dispatch/dispatcher';
import { DocumentIntake } from './documents/document-intake';
import { DocumentRelay } from './documents/document-relay';
import { DocumentStore } from './documents/document-store';
import { ContentKeys } from './encryption';
import type { ExchangeMetrics, MessageLog } from './exchange-metrics';
import { laneLag } from './metrics/lane-lag';
import type { StoredEntry, Verdict } from './journal/journal-entry';
import { handledLine, publishedLine } from './message-line';
import { Ingest, type IngestOptions } from './ingest/ingest';
import { ParkingSweeper, type AskAgain } from './ingest/parking-sweeper';
import { adoptCluster } from './recovery/adopt-cluster';
import { recoverDocuments } from './recovery/recover-documents';
import { recoverOutgoing } from './recovery/recover-outgoing';
import { Relay } from './relay/relay';
import { Replicas } from './relay/replicas';
import { Sealing } from './sealing/sealing';
import { Sequencer } from './sealing/sequencer';
import { BatchVerifier, type OperatorKeys, type Signer } from './signature';

export interface ExchangeOptions {
  /** Operator code: writes `exchange.<operator>.*`, reads `exchange.*.<operator>`. */
  operator: string;
  /** Unique per process. */
  replica: string;
  pool: Pool;
  bus: MessageBus;
  directory: Directory;
  reader: DirectoryReader;
  keys: OperatorKeys;
  cipher: DataCipher;
  clock: BusinessClock;
  /** Topics this service reads, and exchange lanes it writes, as the directory has them now: asked again whenever an operator enters it. */
  lanes: () => LaneNames;
  metrics: ExchangeMetrics;
  /** How soon after its commit an entry is anchored, ms of system time. */
  sealEveryMs?: number;
  messageLog?: MessageLog;
  onError: (where: string, error: unknown) => void;
  /** The process cannot go on and should be restarted. */
  onCrash: (error: Error) => void;
}

/** Policy: a statement of each operator in ten seconds at the most. */
const sealEveryMs = 10_000;

export interface Reception<Session> extends Pick<DispatcherOptions<Session>, 'participant' | 'handle'> {
  /** Requests whose messages reached the bus late, or were found again after a restore: fold them anew from the journal. */
  refold?: (requestIds: string[]) => Promise<void>;
  /** Asks a sender again for what is missing; without it nothing is asked. */
  askAgain?: AskAgain;
}

/**
 * One service's part in the exchange: its journal, the relay that publishes from it, the ingest that fills it, and the
 * dispatcher that runs handlers from it. Any number of replicas may run side by side.
 */
export class Exchange {
  readonly composer: EventComposer;
  readonly opener: EventOpener;
  readonly documents: DocumentStore;
  readonly intake: DocumentIntake;
  readonly directory: Directory;
  readonly operator: string;
  readonly pool: Pool;
  readonly clock: BusinessClock;
  readonly signer: Signer;
  readonly sealing: Sealing;
  /** What this service reads and writes, logical names. */
  readonly lanes: OwnLanes;
  private readonly replicas: Replicas;
  private readonly relay: Relay;
  private readonly documentRelay: DocumentRelay;
  private readonly sequencer: Sequencer;
  private readonly verifier = new BatchVerifier();
  private readonly sealedListeners = new Set<() => void>();
  private stopReceiving: (() => Promise<void>) | undefined;
  private refold: (requestIds: string[]) => Promise<void> = () => Promise.resolve();
  /** Offsets up to which this process has read its own lanes back. */
  private lookedBack: Positions = new Map();
  private recovered = false;
  private office: DeadLetterDecisions | undefined;

  constructor(private readonly options: ExchangeOptions) {
    const { pool, bus, keys, directory, clock, operator, cipher } = options;
    this.directory = directory;
    this.operator = operator;
    this.pool = pool;
    this.clock = clock;
    const contentKeys = new ContentKeys(operator, keys, directory);
    this.signer = new DirectorySigner(operator, keys, directory);
    const { signer } = this;
    this.composer = new EventComposer(operator, directory, contentKeys, clock);
    this.opener = new EventOpener(contentKeys);
    this.documents = new DocumentStore(pool, cipher);
    this.intake = new DocumentIntake(this.opener, cipher, this.documents);
    this.lanes = new OwnLanes({ bus, directory, wanted: options.lanes, onError: (error) => options.onError('lanes', error) });
    this.replicas = new Replicas(pool, options.replica);
    const alone = (): boolean => this.replicas.alone;
    this.relay = new Relay({
      pool, bus, signer, replicas: this.replicas,
      onLate: (ids) => this.foldAnew(ids), readBack: (except) => this.readBack(except),
      onError: (error) => options.onError('relay', error),
      onPublished: (published) => {
        options.metrics.published(published.length);
        if (options.messageLog) published.map(publishedLine).forEach(options.messageLog);
      },
    });
    this.documentRelay = new DocumentRelay({ pool, bus, signer, store: this.documents, composer: this.composer, alone, onError: (error) => options.onError('document-relay', error) });
    this.sequencer = new Sequencer(pool, {
      alone, onSealed: () => this.tellListeners(), onError: (error) => options.onError('sequencer', error),
    });
    this.sealing = new Sealing({
      operator, pool, bus, signer, directory, verifier: this.verifier, replicas: this.replicas, everyMs: options.sealEveryMs ?? sealEveryMs,
      onRefused: (reason) => options.metrics.refused(reason), onError: (error) => options.onError('sealer', error),
    });
  }

  /** Tells the relay and the sequencer, and the document relay if there are documents, that something was committed. Nothing depends on it but speed. */
  nudge(documents = false): void {
    this.relay.nudge();
    if (documents) this.documentRelay.nudge();
    this.sequencer.nudge();
  }

  /** Called whenever this replica sealed or handled something: event streams have something new to read. */
  onSealed(listener: () => void): () => void {
    this.sealedListeners.add(listener);
    return () => this.sealedListeners.delete(listener);
  }

  /** Records on each of them that have not been taken in yet. */
  lag(): Promise<Map<string, number>> {
    return laneLag(this.options.bus, this.options.pool, this.lanes.reads);
  }

  /** Who decides about dead letters; undefined until this replica receives. */
  get deadLetters(): DeadLetterDecisions | undefined { return this.office; }

  private tellListeners(): void {
    this.sealedListeners.forEach((listener) => listener());
  }

  /** Reads back the own lanes. Nothing may be written before, or a restored service would use a sequence twice; `receive` does it unless done. */
  async recover(refold?: (requestIds: string[]) => Promise<void>): Promise<void> {
    const { pool, bus, operator, directory, cipher } = this.options;
    if (refold) this.refold = refold;
    if (this.recovered) return;
    await adoptCluster(pool);
    await this.readBack();
    const documentLanes = this.lanes.writes.map(parseLane).flatMap((lane) => (lane?.kind === 'exchange' ? [documentsTopic(lane.from, lane.to)] : []));
    await recoverDocuments({ pool, bus, operator, directory, verifier: this.verifier, lanes: documentLanes, opener: this.opener, cipher, store: this.documents });
    await this.sealing.resume();
    this.recovered = true;
  }

  private async readBack(except: readonly string[] = []): Promise<void> {
    const { pool, bus, operator, directory } = this.options;
    const looked: Positions = new Map(this.lookedBack);
    const requestIds = await recoverOutgoing({ pool, bus, lanes: this.lanes.writes.filter((lane) => !except.includes(lane)), operator, directory, verifier: this.verifier, looked });
    if (requestIds.length > 0) await this.foldAnew(requestIds);
    // Only now: what could not be folded is found again.
    this.lookedBack = looked;
  }

  /** A request that cannot be folded must not hold up what is to be published; a database that is away may. */
  private async foldAnew(requestIds: string[]): Promise<void> {
    await this.refold(requestIds).catch((error: unknown) => {
      if (isTransient(error)) throw error;
      this.options.onError('refold', error);
    });
  }

  /** Takes part: publishes, takes in, and handles. Resolves once it reads its lanes. */
  async receive<Session>({ participant, handle, refold, askAgain }: Reception<Session>): Promise<void> {
    const { pool, operator, metrics, onError, onCrash } = this.options;
    await this.recover(refold);
    const { messageLog } = this.options;
    const handling = {
      participant, handle,
      ...(messageLog && { onHandled: (entry: StoredEntry, verdict: Verdict) => messageLog(handledLine(entry, verdict)) }),
    };
    const dispatcher = new Dispatcher<Session>({ ...handling, pool, onCommitted: () => this.tellListeners(), onError: (error) => onError('dispatcher', error), alone: () => this.replicas.alone });
    const ingest = this.createIngest(new DirectHandling(handling), (waiting, fresh) => {
      if (waiting.length > 0) dispatcher.enqueue(waiting);
      this.sequencer.nudge();
      metrics.taken(fresh);
    });
    const office = new DeadLetterOffice<Session>({ pool, participant, handle, ingest, onTaken: (requestIds) => { dispatcher.enqueue(requestIds); this.nudge(); } });
    this.office = office;
    this.relay.start();
    this.documentRelay.start();
    this.sequencer.start();
    dispatcher.start();
    const requeueing = office.requeueKnown({ organisation: operator, client: 'upgrade' }).catch((error: unknown) => onError('dead-letters', error));
    const sweeper = askAgain && new ParkingSweeper(pool, askAgain, (error) => onError('parking', error));
    sweeper?.start();
    await Promise.all([
      this.lanes.start({ group: `${operator}.desk`, positions: (assigned) => ingest.positions(assigned), onCrash, onBatch: (records, upcoming) => ingest.take(records, upcoming) }),
      this.sealing.start(onCrash),
    ]);
    this.stopReceiving = async () => {
      await this.lanes.stop();
      await sweeper?.stop();
      await requeueing;
      await dispatcher.stop();
    };
  }

  /** Stops taking in, finishes what runs, publishes nothing more, gives leases back. */
  async stop(): Promise<void> {
    await this.stopReceiving?.();
    await Promise.all([this.relay.stop(), this.documentRelay.stop(), this.sequencer.stop(), this.sealing.stop()]);
    await this.replicas.leave().catch((error: unknown) => this.options.onError('replicas', error));
  }

  private createIngest(handling: IngestOptions['handling'], onTaken: IngestOptions['onTaken']): Ingest {
    const { pool, directory, reader, clock, metrics } = this.options;
    return new Ingest({
      pool,
      authentication: { directory, verifier: this.verifier, allowClockOffset: clock.local },
      refreshDirectory: async () => {
        const before = directory.version;
        await reader.lookUpOnceMore();
        return directory.version !== before;
      },
      storeChunks: (client, chunks) => this.intake.storeChunks(client, chunks),
      handling,
      onTaken,
      onRefused: (reason) => metrics.refused(reason),
      onSetBack: (error) => this.options.onError('ingest', error),
    });
  }
}
