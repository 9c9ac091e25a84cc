import { advanceCore } from '../advance-core';
import { allowedMoves, isMoveOf, nextState, type MoveName } from '../lifecycle';
import { lastKnown, merge, place, provisionalCore, type FoldContext } from '../merge';
import type { Side } from '../obligation-rule';
import { emptyRecord, type LaneMessage, type RequestRecord } from '../request-record';

/** What happens next; the numbers choose among what is possible then. */
export type Event =
  | { kind: 'requester' | 'recipient'; pick: number; milestone: number }
  | { kind: 'reads'; by: Side; automatic: number }
  | { kind: 'requeue'; pick: number }
  | { kind: 'unusable'; pick: number };

/** One request between two desks, as pure functions: each reads the other's lane in order, as late as the events say. */
export class TwoDesks {
  readonly lanes: Record<Side, LaneMessage[]> = { requester: [], recipient: [] };
  requester: RequestRecord;
  recipient: RequestRecord;
  private readonly read: Record<Side, number> = { requester: 0, recipient: 0 };
  private readonly unusable = new Set<string>();
  private now = Date.UTC(2025, 8, 1, 1);

  constructor(private readonly context: FoldContext, private readonly options: { refuseFirst: boolean; stepMs: number }) {
    this.requester = emptyRecord(context.contract.type, 'ordinary');
    this.recipient = emptyRecord(context.contract.type, 'ordinary');
    this.send('requester', 'submitted');
  }

  happen(event: Event): void {
    this.now += this.options.stepMs;
    if (event.kind === 'reads') this.readOne(event.by, event.automatic);
    else if (event.kind === 'requeue') this.requeue(event.pick);
    else if (event.kind === 'unusable') this.unusable.add(`${event.pick}`);
    else this.move(event.kind, event.pick, event.milestone);
  }

  /** Both read everything, and what that makes them say. */
  settle(): void {
    while (this.read.requester < this.lanes.recipient.length || this.read.recipient < this.lanes.requester.length) {
      this.happen({ kind: 'reads', by: 'recipient', automatic: 0 });
      this.happen({ kind: 'reads', by: 'requester', automatic: 0 });
    }
  }

  private move(side: Side, pick: number, milestone: number): void {
    const core = side === 'requester' ? provisionalCore(this.requester, this.context) : this.recipient.core;
    const possible = allowedMoves(core.state, side, new Set(core.done));
    if (possible.length === 0) return;
    const move = possible[pick % possible.length]!;
    const milestones = ['', ...this.context.contract.milestones.filter(({ by }) => by === side).map(({ name }) => name)];
    const named = milestones[milestone % milestones.length];
    this.send(side, move, { ...(named && { milestone: named }), ...(move === 'answered' && { outcome: 'found', until: '2026-03-01' }), ...(move === 'extended' && { until: '2025-09-05' }) });
  }

  private readOne(by: Side, automatic: number): void {
    const other: Side = by === 'requester' ? 'recipient' : 'requester';
    const message = this.lanes[other][this.read[by]];
    if (!message) return;
    this.read[by] += 1;
    if (by === 'requester') this.takeReply(message);
    else this.judge(message, automatic);
  }

  /** As the recipient's desk does: its own order decides. */
  private judge(message: LaneMessage, automatic: number): void {
    if (place(this.recipient, message) !== 'new') throw new Error('lanes are read in order');
    const { state, done } = this.recipient.core;
    const allowed = isMoveOf('requester', message.move) && nextState(state, message.move, new Set(done)).allowed;
    this.recipient = this.fold(this.recipient, message);
    const of = message.sequence;
    if (message.sequence === 1) {
      if (this.options.refuseFirst) this.send('recipient', 'undeliverable', { of });
      else if (automatic % 3 === 1) this.send('recipient', 'answered', { of, outcome: 'found' });
      else this.send('recipient', 'taken', { of });
    } else this.send('recipient', allowed ? 'taken' : 'rejected', { of });
  }

  private takeReply(message: LaneMessage): void {
    this.requester = this.fold(this.requester, message);
    if (message.move !== 'rejected' && this.unusable.delete(`${message.sequence % 4}`)) this.send('requester', 'rejected', { of: message.sequence });
  }

  /** An operator mended why a message was refused: judged against the state as it is now. */
  private requeue(pick: number): void {
    const { refused, core } = this.recipient;
    const message = refused[pick % Math.max(1, refused.length)];
    if (message && advanceCore(core, message, this.recipient, this.context).applied) this.send('recipient', 'taken', { of: message.sequence });
  }

  private send(side: Side, move: MoveName, more: Partial<LaneMessage> = {}): void {
    const sequence = lastKnown(this[side], side) + 1;
    const of = side === 'recipient' ? (more.of ?? this.recipient.placed) : more.of;
    const message: LaneMessage = { side, move, id: `${side} ${sequence}`, sequence, at: this.now, ...more, ...(of === undefined ? {} : { of }) };
    this.lanes[side].push(message);
    this[side] = this.fold(this[side], message);
  }

  private fold(record: RequestRecord, message: LaneMessage): RequestRecord {
    return merge(record, message, this.context);
  }
}
