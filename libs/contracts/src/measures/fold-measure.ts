import { fenOf, moneyOf } from '../fields';
import type { Details } from '../request-contract';
import { addDays, shanghaiDate } from '../shanghai-time';
import { measureKind, type MeasureKind, type MeasureState } from './measure-kinds';
import type { MeasureChange } from './measure-change';

/** A later request about a measure that is not answered yet. */
export interface PendingStep { request: string; act: MeasureChange['act']; amount?: string; endsRest?: true }

/** One measure 查控措施, as everything said of it makes it. Money in yuan, days as YYYY-MM-DD, instants in ms. */
export interface Measure {
  kind: MeasureKind;
  state: MeasureState;
  object: Details;
  /** Held, or up to how much it waits or was asked for. */
  amount: string | null;
  /** Asked for and not finally answered: counts in full until then. */
  reserved: string | null;
  /** What it takes of what the case owes; 0.00 where no amount is guarded or nothing is live. */
  counted: string;
  /** 0 = in effect, n ≥ 1 = waiting 轮候. */
  rank: number | null;
  from: string | null;
  until: string | null;
  /** The reply named no end: it is that which was asked for. */
  untilAsked: boolean;
  /** When this end was set, ms: warnings of its end count from here. */
  since: number | null;
  /** How long it was to last, in days: a waiting one has no term of its own until it is promoted. */
  term: number | null;
  renewals: number;
  hits: number;
  pending: PendingStep[];
  endedAt: number | null;
  endedBy: string | null;
  capped: boolean;
}

/** Nothing has been said of it yet. */
const unknown = (kind: MeasureKind): Measure => ({
  kind, state: 'none', object: {}, amount: null, reserved: null, counted: '0.00', rank: null, from: null, until: null, untilAsked: false, since: null, term: null,
  renewals: 0, hits: 0, pending: [], endedAt: null, endedBy: null, capped: false,
});

/** The measure that these changes make, in whatever order they are given. Undefined without any. Pure. */
export function foldMeasure(changes: readonly MeasureChange[]): Measure | undefined {
  const ordered = inOrder(changes);
  if (ordered.length === 0) return undefined;
  const folded = ordered.reduce(apply, unknown(ordered.find(({ act }) => act === 'create')?.kind ?? ordered[0]!.kind));
  return { ...folded, counted: countedOf(folded) };
}

/**
 * By time, but never against the order within one request: the clocks of two desks may differ, and a message counts no earlier
 * than the one before it.
 */
function inOrder(changes: readonly MeasureChange[]): MeasureChange[] {
  const latest = new Map<string, number>();
  const placed = [...new Map(changes.map((change) => [change.key, change])).values()].sort((a, b) => a.sequence - b.sequence).map((change) => {
    const at = Math.max(change.at, latest.get(change.request) ?? 0);
    latest.set(change.request, at);
    return { change, at };
  });
  return placed.sort((a, b) => a.at - b.at || (a.change.request < b.change.request ? -1 : a.change.request > b.change.request ? 1 : a.change.sequence - b.change.sequence)).map(({ change }) => change);
}

const acts: Readonly<Record<MeasureChange['act'], (measure: Measure, change: MeasureChange) => Measure>> = {
  create: (measure, change) => (change.step === 'asked' ? asked(measure, change) : made(measure, change)),
  renew: (measure, change) => (change.step === 'asked' ? pend(measure, change) : renewed(settle(measure, change), change)),
  lift: (measure, change) => (change.step === 'asked' ? pend(measure, change) : released(settle(measure, change), change, measure.pending)),
  take: (measure, change) => (change.step === 'asked' ? pend(measure, change) : released(settle(measure, change), change, measure.pending)),
};

/** Of a later request only its final answer counts: what it reports on the way may be said again. */
const apply = (measure: Measure, change: MeasureChange): Measure => (change.interim && change.act !== 'create' ? measure : acts[change.act](measure, change));

const isLive = ({ state }: Measure): boolean => state === 'asked' || state === 'waiting' || state === 'in_effect';

function asked(measure: Measure, { amount, object = {}, from, until, days, capped }: MeasureChange): Measure {
  const term = from !== undefined && until !== undefined ? daysBetween(from, until) : days ?? null;
  return { ...measure, state: 'asked', amount: amount ?? null, reserved: amount ?? null, object, from: from ?? null, until: until ?? null, untilAsked: true, term, capped: capped === true };
}

function made(before: Measure, change: MeasureChange): Measure {
  const { step, rank, limit } = change;
  const measure = change.interim ? before : { ...before, reserved: null };
  switch (step) {
    case 'held': case 'partly':
      return { ...measure, ...held(measure, change), state: 'in_effect', rank: 0, amount: change.amount ?? limit ?? measure.amount, endedAt: null, endedBy: null };
    case 'waiting':
      // The amount frozen is still nothing; what it waits for is what counts.
      return { ...measure, object: { ...measure.object, ...change.object }, state: 'waiting', rank: rank ?? 1, amount: limit ?? measure.amount, from: null, until: null, untilAsked: false };
    case 'promoted': return promoted(measure, change);
    case 'moved_up': return measure.state === 'waiting' ? { ...measure, rank: rank ?? measure.rank } : measure;
    case 'hit': return { ...measure, hits: measure.hits + 1 };
    case 'none': return end(measure, 'none', change);
    case 'lapsed': return end(measure, 'lapsed', change);
    default: return end(measure, 'lifted', change);
  }
}

/** Its term begins with it. */
function promoted(measure: Measure, { at, rank, amount, from, until, object }: MeasureChange): Measure {
  if (rank !== undefined && rank >= 1) return { ...measure, rank };
  const day = shanghaiDate(at);
  const end = until ?? (measure.term === null ? null : addDays(day, measure.term));
  return { ...measure, object: { ...measure.object, ...object }, state: 'in_effect', rank: 0, amount: amount ?? measure.amount, from: from ?? day, until: end, untilAsked: until === undefined, since: at };
}

function held(measure: Measure, { at, from, until, object }: MeasureChange): Pick<Measure, 'object' | 'from' | 'until' | 'untilAsked' | 'since'> {
  const began = from ?? measure.from ?? shanghaiDate(at);
  const end = until ?? measure.until ?? (measure.term === null ? null : addDays(began, measure.term));
  return { object: { ...measure.object, ...object }, from: began, until: end, untilAsked: until === undefined, since: at };
}

/** A renewal of a measure that stands; one whose beginning is not in the ledger (on paper) begins here. */
function renewed(measure: Measure, change: MeasureChange): Measure {
  if (change.step !== 'held' && change.step !== 'partly') return measure;
  if (measure.state === 'lifted' || measure.state === 'replaced') return measure;
  const amount = change.amount ?? change.limit ?? measure.amount;
  return {
    ...measure, object: { ...measure.object, ...change.object }, state: 'in_effect', rank: 0, amount, from: measure.from ?? change.from ?? null,
    until: change.until ?? measure.until, untilAsked: false, since: change.at, renewals: measure.renewals + 1, endedAt: null, endedBy: null, capped: measure.capped || change.capped === true,
  };
}

/** What a release or a transfer left; of what has lapsed or ended before nothing is left to change. */
function released(measure: Measure, change: MeasureChange, pending: readonly PendingStep[]): Measure {
  const { act, step, at } = change;
  if (!isLive(measure) || stateOn(measure, shanghaiDate(at)) === 'lapsed' || !['held', 'partly', 'waiting'].includes(step)) return measure;
  const asked = pending.find(({ request }) => request === change.request);
  if (act === 'take') return taken(measure, change, asked);
  // A waiting freeze that is given up is out of the row, whatever its amount.
  return step === 'waiting' ? end(measure, 'lifted', change) : leave(measure, change, step === 'held' ? asked?.amount : undefined);
}

function taken(measure: Measure, change: MeasureChange, asked: PendingStep | undefined): Measure {
  const { step, whole } = change;
  if (step === 'waiting') return measure;
  if (whole) return step === 'held' ? end(measure, 'replaced', change) : measure;
  return asked?.endsRest ? end({ ...measure, amount: '0.00' }, 'lifted', change) : leave(measure, change, undefined);
}

/** @param wanted yuan that were to be released, where the reply names no figure */
function leave(measure: Measure, change: MeasureChange, wanted: string | undefined): Measure {
  const rest = change.left ?? less(measure.amount, change.moved ?? wanted);
  if (rest !== undefined && fenOf(rest) > 0n) return { ...measure, amount: rest };
  return change.step === 'partly' && rest === undefined ? measure : end({ ...measure, amount: rest ?? measure.amount }, 'lifted', change);
}

function less(amount: string | null, taken: string | undefined): string | undefined {
  if (amount === null || taken === undefined) return undefined;
  const rest = fenOf(amount) - fenOf(taken);
  return moneyOf(rest < 0n ? 0n : rest);
}

const pend = (measure: Measure, { request, act, amount, endsRest }: MeasureChange): Measure =>
  ({ ...measure, pending: [...measure.pending, { request, act, ...(amount !== undefined && { amount }), ...(endsRest && { endsRest }) }] });

/** An answer settles a later request. */
const settle = (measure: Measure, { request }: MeasureChange): Measure => ({ ...measure, pending: measure.pending.filter((step) => step.request !== request) });

const end = (measure: Measure, state: MeasureState, { at, request }: MeasureChange): Measure => ({ ...measure, state, endedAt: at, endedBy: request });

/** What may still come counts too: the rest of an order not finally answered, and what a renewal asks beyond what is held. */
function countedOf(measure: Measure): string {
  if (!measure.capped || !isLive(measure)) return '0.00';
  const amounts = [measure.amount, measure.reserved, ...measure.pending.filter(({ act }) => act === 'renew').map(({ amount }) => amount)].flatMap((amount) => (amount == null ? [] : [fenOf(amount)]));
  return moneyOf(amounts.reduce((most, amount) => (amount > most ? amount : most), 0n));
}

const daysBetween = (from: string, until: string): number => Math.round((Date.parse(until) - Date.parse(from)) / 86_400_000);

/** The state on that day: a measure in effect lapses by itself when its last day is over (查扣冻规定 art. 27), which no message tells. */
export const stateOn = ({ state, until }: Pick<Measure, 'state' | 'until'>, today: string): MeasureState => (state === 'in_effect' && until !== null && until < today ? 'lapsed' : state);

/** Whether its end is a failure: it has lapsed and could have been renewed. */
export const lapsedWithoutRenewal = (measure: Pick<Measure, 'kind' | 'state' | 'until'>, today: string): boolean => measureKind(measure.kind).renewable && stateOn(measure, today) === 'lapsed';
