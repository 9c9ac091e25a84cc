import type { Calendar } from './calendar';
import { advanceCore } from './advance-core';
import type { LaneMessage, RequestCore, RequestRecord } from './request-record';
import type { RuleContext } from './rules';

/** What deciding needs besides state and message. */
export interface FoldContext extends RuleContext {
  calendar: Calendar;
}

/** Highest sequence of that side known without a gap. */
export function lastKnown(record: RequestRecord, side: LaneMessage['side']): number {
  let last = side === 'requester' ? record.placed : record.folded;
  for (const message of record.waiting[side]) {
    if (message.sequence !== last + 1) break;
    last = message.sequence;
  }
  return last;
}

/** `new`: continues what is known; `gap`: its predecessor is missing; `known`: that sequence has been seen. */
export function place(record: RequestRecord, message: LaneMessage): 'new' | 'gap' | 'known' {
  const settled = message.side === 'requester' ? record.placed : record.folded;
  if (message.sequence <= settled || record.waiting[message.side].some(({ sequence }) => sequence === message.sequence)) return 'known';
  return message.sequence === lastKnown(record, message.side) + 1 ? 'new' : 'gap';
}

/**
 * Takes one message into the record. The recipient's lane decides the order: before its message with `of` = n stand the
 * requester's up to n. Guarantee (property-tested): every interleaving of the two lanes, duplicates included, ends in the
 * same record, so requester, recipient and coordinator agree also when moves cross. Never throws.
 */
export function merge(record: RequestRecord, message: LaneMessage, context: FoldContext): RequestRecord {
  if (place(record, message) === 'known') return record;
  const waiting = { ...record.waiting, [message.side]: insert(record.waiting[message.side], message) };
  return drain({ ...record, waiting }, context);
}

/** Records never change, and the same one is settled, shown and stored: worked out once under one calendar and rules. */
const provisional = new WeakMap<RequestRecord, { context: FoldContext; core: RequestCore }>();

/** The record as it looks with the requester's unplaced messages taken for granted: what is shown, with flag `unconfirmed`. */
export function provisionalCore(record: RequestRecord, context: FoldContext): RequestCore {
  if (record.waiting.requester.length === 0) return record.core;
  const known = provisional.get(record);
  if (known && isSame(known.context, context)) return known.core;
  const core = workedOut(record, context);
  provisional.set(record, { context, core });
  return core;
}

const isSame = (a: FoldContext, b: FoldContext): boolean =>
  a.contract === b.contract && a.calendar === b.calendar && a.rules === b.rules && a.regions?.requester === b.regions?.requester && a.regions?.recipient === b.regions?.recipient;

function workedOut(record: RequestRecord, context: FoldContext): RequestCore {
  return contiguous(record).reduce((core, message) => advanceCore(core, message, record, context).core, record.core);
}

/** The requester's moves that the recipient has not confirmed yet; its first message is not one (the state says so). */
export function unconfirmed(record: RequestRecord): LaneMessage[] {
  return contiguous(record).filter(({ sequence }) => sequence > 1);
}

function contiguous(record: RequestRecord): LaneMessage[] {
  return record.waiting.requester.filter(({ sequence }) => sequence <= lastKnown(record, 'requester'));
}

function insert(list: LaneMessage[], message: LaneMessage): LaneMessage[] {
  return [...list, message].sort((a, b) => a.sequence - b.sequence);
}

function drain(record: RequestRecord, context: FoldContext): RequestRecord {
  for (;;) {
    const [next, ...later] = record.waiting.recipient;
    if (!next || next.sequence !== record.folded + 1 || (next.of ?? 0) > lastKnown(record, 'requester')) return record;
    record = foldOne({ ...record, waiting: { ...record.waiting, recipient: later } }, next, context);
  }
}

const technical: readonly string[] = ['taken', 'rejected', 'undeliverable'];

function foldOne(record: RequestRecord, message: LaneMessage, context: FoldContext): RequestRecord {
  const of = message.of ?? record.placed;
  let { core } = record;
  let refused = record.refused;
  for (const own of record.waiting.requester.filter(({ sequence }) => sequence <= of)) {
    if (message.move === 'rejected' && own.sequence === of) {
      refused = [...refused, own];
      continue;
    }
    core = advanceCore(core, own, record, context).core;
  }
  // A refused message that a later `taken` names was requeued by an operator: it counts from here on.
  const requeued = message.move === 'taken' && of <= record.placed ? refused.find(({ sequence }) => sequence === of) : undefined;
  if (requeued) {
    refused = refused.filter((other) => other !== requeued);
    core = advanceCore(core, { ...requeued, at: message.at }, record, context).core;
  }
  // An automatic answer needs no `taken`: whatever the recipient says of message 1 besides refusing it shows that it was delivered.
  if (core.state === 'submitted' && !technical.includes(message.move)) {
    core = advanceCore(core, { side: 'recipient', move: 'taken', id: message.id, sequence: message.sequence, at: message.at }, record, context).core;
  }
  core = advanceCore(core, message, record, context).core;
  return {
    ...record, core, refused,
    folded: message.sequence,
    placed: Math.max(record.placed, of),
    waiting: { ...record.waiting, requester: record.waiting.requester.filter(({ sequence }) => sequence > of) },
  };
}
