import type { PoolClient } from 'pg';
import { foldedMove, isKnownType, isMove, merge, messageType, parseMessageType, type EventAttributes, type LaneMessage } from '@lianzhi/contracts';
import { done, type Directory, type Participant, type StoredEntry, type Verdict } from '@lianzhi/exchange';
import { callGraceMs } from '../obligations/steps';
import { foldAgain } from './fold-again';
import { laneMessageOf } from './lane-message';
import { viewRequest } from './request-view';
import { sideOf } from './side-of';
import { trackedFrom, type TrackedRequest } from './tracked-request';
import { loadTracked, saveTracked, type Changed } from './tracked-requests';
import type { ViewContexts } from './view-contexts';

/** The requests of one batch of messages: loaded once, changed in memory, written back once. */
export interface TrackingSession {
  client: PoolClient;
  requests: Map<string, TrackedRequest>;
  changed: Set<string>;
  saved: Changed[];
}

export interface TrackingOptions {
  contexts: ViewContexts;
  directory: Pick<Directory, 'organisation'>;
  /** After commit. `nextCallAt`: the earliest instant (ms, business time) at which something of these may be called. */
  onTracked: (requestIds: string[], nextCallAt: number) => void;
}

/** No type at all: what cannot be handled is folded as a message of a later version would be. */
const unreadable = '';
const dead = (reason: string): Verdict => ({ kind: 'dead', reason });

/** Folds what the lanes carry, attributes only: the coordinator never opens data. */
export class TrackingParticipant implements Participant<TrackingSession> {
  constructor(private readonly options: TrackingOptions) {}

  async begin(client: PoolClient, entries: readonly StoredEntry[]): Promise<TrackingSession> {
    const ids = [...new Set(entries.map(({ attributes }) => attributes.subject))];
    return { client, requests: await loadTracked(client, ids), changed: new Set(), saved: [] };
  }

  async handle(entry: StoredEntry, session: TrackingSession): Promise<Verdict> {
    if (entry.attributes.type === messageType('resend-requested')) return done;
    return this.take(entry, session, isKnownType(entry.attributes.type) ? done : dead('unknown-type'), entry.attributes.type);
  }

  /** The message takes its place in the order and says nothing, so that those behind it go on. */
  async refuse(entry: StoredEntry, session: TrackingSession, reason: string): Promise<Verdict> {
    return this.take(entry, session, dead(reason), unreadable);
  }

  requeue(entry: StoredEntry, session: TrackingSession): Promise<Verdict> {
    return foldAgain(entry, session, this);
  }

  private take({ attributes, ...entry }: StoredEntry, session: TrackingSession, verdict: Verdict, type: string): Verdict {
    const { sequence } = attributes;
    if (sequence === undefined || sequence < 1) return dead('no-sequence');
    const named = parseMessageType(type)?.move;
    const move = named !== undefined && isMove(named) ? named : undefined;
    const known = this.known(attributes, session, move === 'submitted');
    const side = sideOf(move, attributes, known);
    // Both sides send `rejected`, and of an unknown type nobody knows; without any other message of the request this waits.
    if (side === 'unknown') return { kind: 'parked', waitingFor: 'request' };
    if (side === 'stranger') return dead('not-a-party');
    const request = known ?? trackedFrom(attributes, side);
    if (!this.options.contexts.find(request)) return dead('unknown-request-type');
    this.fold(request, laneMessageOf({ attributes, ...entry }, foldedMove(type, side, sequence), side), session);
    return verdict;
  }

  async flush(session: TrackingSession): Promise<void> {
    const { contexts, directory } = this.options;
    session.saved = [...session.changed].map((id) => {
      const request = session.requests.get(id)!;
      return { request, view: viewRequest(request, contexts.get(request)) };
    });
    await saveTracked(session.client, session.saved, directory);
  }

  committed({ saved }: TrackingSession): void {
    if (saved.length === 0) return;
    const nextCallAt = Math.min(...saved.flatMap(({ view }) => view.obligations.map(({ next }) => (next ? next.at + callGraceMs : Infinity))));
    this.options.onTracked(saved.map(({ request }) => request.id), nextCallAt);
  }

  /** Nobody but its sender can open a request: a submission wins over what somebody else said of that id before. */
  private known(attributes: EventAttributes, { requests }: TrackingSession, isSubmission: boolean): TrackedRequest | undefined {
    const known = requests.get(attributes.subject);
    if (!known || !isSubmission || known.record.core.state !== 'none') return known;
    return sideOf('submitted', attributes, known) === 'requester' ? known : undefined;
  }

  private fold(request: TrackedRequest, message: LaneMessage, session: TrackingSession): void {
    const record = merge(request.record, message, this.options.contexts.get(request));
    if (record === request.record) return;
    session.requests.set(request.id, { ...request, record, updatedAt: Math.max(request.updatedAt, message.at) });
    session.changed.add(request.id);
  }
}
