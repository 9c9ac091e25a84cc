import { catalogue, defaultCalendar, laneTopic, noticesTopic, organisationOf } from '@lianzhi/contracts';
import { judgeInOrder } from '@lianzhi/exchange';
import { draftOf, type Notice } from '../../../apps/coordinator/src/notices/notice';
import { noteCalls } from '../../../apps/coordinator/src/obligations/caller';
import { callsOf, noticesOf, targetsIn } from '../../../apps/coordinator/src/obligations/calls-of';
import { callGraceMs } from '../../../apps/coordinator/src/obligations/steps';
import { resendNotice } from '../../../apps/coordinator/src/tracking/gap-sweeper';
import { missingMessages } from '../../../apps/coordinator/src/tracking/missing-messages';
import { viewRequest } from '../../../apps/coordinator/src/tracking/request-view';
import { organisationAt, type TrackedRequest } from '../../../apps/coordinator/src/tracking/tracked-request';
import { TrackingParticipant, type TrackingSession } from '../../../apps/coordinator/src/tracking/tracking-participant';
import { ViewContexts } from '../../../apps/coordinator/src/tracking/view-contexts';
import { SimulatedService } from './simulated-service';
import type { Simulation } from './simulation';
import { trust } from './simulated-trust';

const patienceMs = 30_000;

/** A warning, breach or escalation that was called. `at`: its instant; `calledAt`: when, ms of the coordinator's clock. */
export interface Called { request: string; obligation: string; round: number; step: string; at: number; calledAt: number }

/** The coordinator: folds the lanes, calls what is late, asks for what is missing. All decisions are its own functions. */
export class SimulatedCoordinator extends SimulatedService {
  private readonly tracked = new Map<string, TrackedRequest>();
  readonly calls = new Map<string, Called>();
  private readonly askedAt = new Map<string, number>();
  private readonly contexts = new ViewContexts(catalogue, { calendar: defaultCalendar }, trust().directory);
  private readonly participant = new TrackingParticipant({ contexts: this.contexts, directory: trust().directory, onTracked: () => undefined });

  constructor(simulation: Simulation, reads: string[], skewMs: number) {
    super(simulation, 'coordinator', reads, ['court', 'police', 'bank'].map(noticesTopic), skewMs);
  }

  request(id: string): TrackedRequest | undefined { return this.tracked.get(id); }

  override async dispatch(): Promise<void> {
    const ids = this.journal.requestsWithUnhandled();
    if (ids.length === 0) return;
    const session: TrackingSession = { client: undefined as never, requests: new Map([...this.tracked].filter(([id]) => ids.includes(id))), changed: new Set(), saved: [] };
    const judged = await judgeInOrder(this.journal.unhandled(ids), (entry) => this.participant.handle(entry, session));
    if (this.simulation.strikes('crash', 0.03)) return this.crash();
    for (const id of session.changed) {
      const request = session.requests.get(id)!;
      viewRequest(request, this.contexts.get(request));
      this.tracked.set(id, request);
    }
    this.journal.mark(judged, this.simulation.now);
  }

  protected override async work(): Promise<void> {
    this.callWhatIsDue();
    this.askForMissing();
  }

  protected override refold(): void { /* Its notices are folded by nobody. */ }

  /** The database it writes holds no lane of its own to read back. */
  protected override recover(): void { /* Notices have the same id however often they are made. */ }

  private callWhatIsDue(): void {
    // As the caller does with a mark that it has just written: the bus's clock is that of the simulation.
    const now = Math.min(this.clock.now().getTime(), this.simulation.now);
    for (const before of [...this.tracked.values()]) {
      const view = viewRequest(before, this.contexts.get(before));
      if (!view.obligations.some(({ next }) => next !== undefined && next.at + callGraceMs <= now)) continue;
      const lanes = [before.from, before.to].map((organisation) => trust().directory.operatorOf(organisation)!);
      if ([laneTopic(lanes[0]!, lanes[1]!), laneTopic(lanes[1]!, lanes[0]!)].some((lane) => this.readTo(lane) < this.end(lane))) continue;
      if (view.waiting || this.journal.requestsWithUnhandled().includes(before.id)) continue;
      const calls = callsOf(before, view.obligations, now, targetsIn(trust().directory));
      if (this.simulation.strikes('crash', 0.05)) return this.crash();
      for (const { obligation: { record }, step } of calls) {
        const key = `${before.id}/${record.name}/${record.round}/${step.name}`;
        if (this.calls.has(key)) throw new Error(`${record.name}/${record.round}/${step.name} is called twice`);
        this.calls.set(key, { request: before.id, obligation: record.name, round: record.round, step: step.name, at: step.at, calledAt: now });
        this.simulation.note(() => `coordinator calls ${record.name}/${record.round} ${step.name} of ${new Date(step.at).toISOString()}`);
      }
      this.write(calls.flatMap(noticesOf));
      this.tracked.set(before.id, noteCalls(before, calls, now));
    }
  }

  /** As the gap sweeper, for what the fold misses and for what waits because nobody knows its request. */
  private askForMissing(): void {
    const { now } = this.simulation;
    const due = (key: string): boolean => now - (this.askedAt.get(key) ?? -patienceMs) >= patienceMs;
    for (const request of this.tracked.values()) {
      const missing = missingMessages(request.record);
      if (missing.length === 0 || !due(request.id)) continue;
      this.askedAt.set(request.id, now);
      this.write(missing.map(({ side, from }) => resendNotice(request, organisationAt(request, side), from, now)));
    }
    for (const { attributes, handling } of this.journal.all) {
      if (handling !== 'p' || !due(attributes.subject)) continue;
      this.askedAt.set(attributes.subject, now);
      const { subject: id, requesttype: type, urgency, thread } = attributes;
      this.write([resendNotice({ id, type, urgency: urgency as 'ordinary', thread }, organisationOf(attributes.source)!, 1, now)]);
    }
  }

  private write(notices: readonly Notice[]): void {
    const addressed = notices.flatMap((notice) => {
      const operator = trust().directory.operatorOf(notice.recipient);
      return operator === undefined ? [] : [this.composer.composeNotice(operator, draftOf(notice), notice.body)];
    });
    this.journal.insertOutgoing(addressed);
  }
}
