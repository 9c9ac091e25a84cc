import type { EventAttributes } from '@lianzhi/contracts';
import type { ReceivedRecord } from '../bus/message-bus';

/** A message to send, as `composeEvent` makes it: encrypted, size-checked, still without proof. */
export interface OutgoingEntry {
  topic: string;
  attributes: EventAttributes;
  /** The event as JSON bytes without `proof`. */
  event: Buffer;
  /** See {@link commitmentOf}. */
  leaf: Buffer;
}

/** A verified message as taken in from a lane. */
export interface IncomingEntry {
  record: ReceivedRecord & { value: Buffer };
  attributes: EventAttributes;
  leaf: Buffer;
}

/** A received message as the dispatcher hands it to handlers. */
export interface StoredEntry {
  seq: string;
  topic: string;
  attributes: EventAttributes;
  /** The whole event, `data` included. */
  event: Buffer;
  /** Broker's append time, ms. */
  appendedAt: number;
  /** New, parked, or marked as done already by the transaction that handles it now. */
  handling: 'n' | 'p' | 'd';
  /** Parked: what for. */
  waitingFor?: WaitingFor;
}

export type WaitingFor = 'predecessor' | 'documents' | 'request';

/** What became of a received message. `rejected` moves are `done`: they are no dead letters. */
export type Verdict =
  | { kind: 'done' }
  | { kind: 'parked'; waitingFor: WaitingFor }
  | { kind: 'dead'; reason: string; detail?: string };

export const done: Verdict = { kind: 'done' };
