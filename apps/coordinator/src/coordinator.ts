import type { Catalogue } from '@lianzhi/contracts';
import { alertKeyOf, CalendarSweep, DeadLetterWatch, LawInForce, operatorAlerts, SealingWatch, type ArrivedDeadLetters, type Directory, type Exchange, type MessageBus, type SealingLag } from '@lianzhi/exchange';
import type { BusinessClock } from '@lianzhi/platform';
import { insertAlerts, type NewAlert } from './notices/alerts';
import { noticeId } from './notices/notice-id';
import { IndicatorCount } from './indicators/indicator-count';
import { OpenCount } from './indicators/open-count';
import { NoticeWriter } from './notices/notice-writer';
import { BusTime } from './obligations/bus-time';
import { ObligationCaller } from './obligations/caller';
import { ClockWatch } from './obligations/clock-watch';
import { LaneReadiness } from './obligations/lane-readiness';
import { findMovable, recomputeTracked } from './obligations/recompute-tracked';
import { Settlement } from './obligations/settlement';
import { GapSweeper } from './tracking/gap-sweeper';
import { TrackingParticipant, type TrackingSession } from './tracking/tracking-participant';
import { ViewContexts } from './tracking/view-contexts';

export interface CoordinatorOptions {
  exchange: Exchange;
  bus: Pick<MessageBus, 'endOffsets' | 'publish'>;
  /** The same as the exchange's. */
  clock: BusinessClock;
  catalogue: Catalogue;
  /** A year or a rule in the directory that cannot be right. */
  onRefused?: (key: string, reason: string) => void;
  onCalled?: (steps: readonly { step: string }[]) => void;
  onError: (where: string, error: unknown) => void;
  /** Local mode: system time between a move of the clock and the first call, ms. */
  settleMs?: number;
  /** How often it is looked whether proof is behind, ms of system time. */
  sealingWatchMs?: number;
}

/**
 * The coordinator 督办协调 without HTTP: reads every lane, knows whose turn it is, and calls what is late. It only watches:
 * when it is down, nothing else stops. Any number of replicas may run side by side on one database.
 */
export class Coordinator {
  readonly exchange: Exchange;
  readonly contexts: ViewContexts;
  readonly notices: NoticeWriter;
  readonly readiness: LaneReadiness;
  readonly settlement: Settlement;
  private readonly participant: TrackingParticipant;
  private readonly caller: ObligationCaller;
  private readonly watch: ClockWatch;
  private readonly gaps: GapSweeper;
  private readonly sweep: CalendarSweep;
  private readonly deadLetters: DeadLetterWatch;
  private readonly openCount: OpenCount;
  private readonly indicatorCount: IndicatorCount;
  private readonly sealing: SealingWatch;

  constructor(readonly options: CoordinatorOptions) {
    const { exchange, bus, clock, catalogue, onError } = options;
    const { pool, directory } = exchange;
    this.exchange = exchange;
    const law = new LawInForce(directory, catalogue, options.onRefused ?? (() => undefined));
    this.contexts = new ViewContexts(catalogue, law, directory);
    this.notices = new NoticeWriter(exchange.composer, directory);
    this.readiness = new LaneReadiness(bus, pool);
    this.watch = new ClockWatch(clock, { settleMs: options.settleMs ?? 600, onSteady: () => this.caller.nudge() });
    this.caller = new ObligationCaller({
      pool, clock, watch: this.watch, readiness: this.readiness, busTime: new BusTime(bus, clock), directory, contexts: this.contexts, notices: this.notices,
      onCalled: (calls) => {
        exchange.nudge();
        options.onCalled?.(calls);
      },
      onError: (error) => onError('caller', error),
    });
    this.gaps = new GapSweeper(pool, this.notices, () => clock.now().getTime(), (error) => onError('gaps', error));
    this.sweep = new CalendarSweep({
      pool, law, find: (after, limit) => findMovable(pool, after, limit), onError: (error) => onError('calendar', error),
      recompute: async (ids) => {
        await recomputeTracked(ids, { pool, contexts: this.contexts, directory, notices: this.notices, now: () => clock.now().getTime() });
        exchange.nudge();
        this.caller.nudge();
      },
    });
    this.participant = new TrackingParticipant({ contexts: this.contexts, directory, onTracked: (_ids, nextCallAt) => { if (nextCallAt <= clock.now().getTime()) this.caller.nudge(); } });
    this.deadLetters = new DeadLetterWatch(pool, (client, arrived) => insertAlerts(client, arrived.map((one) => this.alertOf(one))), (error) => onError('dead-letters', error));
    this.sealing = new SealingWatch(exchange, (lag) => insertAlerts(pool, [this.sealingAlertOf(lag)]), (error) => onError('sealing-watch', error), options.sealingWatchMs);
    this.openCount = new OpenCount(pool, (error) => onError('open-count', error));
    this.indicatorCount = new IndicatorCount(pool, (error) => onError('indicator-count', error));
    this.settlement = new Settlement({ pool, clock, watch: this.watch, readiness: this.readiness, lanes: () => exchange.lanes.reads });
  }

  /** Resolves once it reads its lanes. */
  async start(): Promise<void> {
    await this.exchange.receive<TrackingSession>({
      participant: this.participant,
      handle: (entry, session) => this.participant.handle(entry, session),
      askAgain: (parked) => this.gaps.askFor(parked),
    });
    this.watch.start();
    this.caller.start();
    this.gaps.start();
    this.sweep.start();
    this.deadLetters.start();
    this.openCount.start();
    this.indicatorCount.start();
    this.sealing.start();
  }

  /** Stops calling and asking; the exchange is stopped by whoever opened it. */
  async stop(): Promise<void> {
    this.watch.stop();
    await Promise.all([this.caller.stop(), this.gaps.stop(), this.sweep.stop(), this.openCount.stop(), this.indicatorCount.stop(), this.deadLetters.stop(), this.sealing.stop()]);
  }

  private alertOf(arrived: ArrivedDeadLetters): NewAlert {
    const { operator } = this.exchange;
    return { id: noticeId(arrived.at, alertKeyOf(arrived)), organisation: operatorAlerts(operator), kind: 'dead-letter', level: 'warning', request: arrived.request, raisedAt: this.options.clock.now().getTime() };
  }

  /** Proof is behind, or somebody's published past has changed: told once a day to the people who run the coordinator. */
  private sealingAlertOf({ conflicts }: SealingLag): NewAlert {
    const kind = conflicts > 0 ? 'anchor-conflict' : 'sealing-delayed';
    const now = this.options.clock.now().getTime();
    const day = Math.floor(now / 86_400_000) * 86_400_000;
    return { id: noticeId(day, kind), organisation: operatorAlerts(this.exchange.operator), kind, level: conflicts > 0 ? 'critical' : 'warning', request: null, raisedAt: now };
  }
}

/** The coordinator is run by a supervising body: one that is known and has no desk of its own. */
export function runsCoordinator(directory: Pick<Directory, 'organisation'>, organisation: string): boolean {
  const known = directory.organisation(organisation);
  return known !== undefined && known.operator === undefined;
}
