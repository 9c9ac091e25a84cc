import type { MoveName } from '../lifecycle';
import type { Details, RequestContract } from '../request-contract';
import { parseInstant, shanghaiDate } from '../shanghai-time';
import type { MeasureKind } from './measure-kinds';
import type { MeasureAct, MeasureRule } from './measure-rule';

/** What a message said: asked for, made, made in part, waiting behind others, came to nothing, or what became of it later. WARNING: stored. */
export type MeasureStep = 'asked' | 'held' | 'partly' | 'waiting' | 'none' | 'promoted' | 'moved_up' | 'reversed' | 'lapsed' | 'hit' | 'ended';

/** One message's news about one measure. WARNING: stored (encrypted) under these names. */
export interface MeasureChange {
  /** Id of the message; what a withdrawal undid has one of its own. Equal keys are one change. */
  key: string;
  /** The request that the message belongs to, and its place there. */
  request: string;
  sequence: number;
  /** ms, as the message counts. */
  at: number;
  kind: MeasureKind;
  act: MeasureAct;
  step: MeasureStep;
  /** What it is on, as far as the message says. */
  object?: Details;
  /** Yuan: asked for or held. */
  amount?: string;
  /** Yuan: up to how much, of a reply. */
  limit?: string;
  /** Yuan: still held after a release or transfer, and how much that was. */
  left?: string;
  moved?: string;
  capped?: true;
  rank?: number;
  /** YYYY-MM-DD. */
  from?: string;
  until?: string;
  days?: number;
  /** The recipient has not finished: what was asked for may still be made in full. */
  interim?: true;
  /** `take`: what is left ends too. */
  endsRest?: true;
  /** `take` of a thing, not of money: all of it is gone then. */
  whole?: true;
}

/** A message of a request, as far as the ledger looks into it. */
export interface MeasureMessage {
  id: string;
  request: string;
  move: MoveName;
  sequence: number;
  at: number;
  outcome?: string;
  milestone?: string;
  /** Envelope attribute. */
  until?: string;
  /** Details of the reply or of the news; undefined when they could not be read. */
  details?: Details;
}

/** What each outcome of an answer does; a recipient that has not finished may still say something else. */
const finals: Readonly<Record<string, MeasureStep>> = { done: 'held', partial: 'partly', waiting: 'waiting', accepted_not_done: 'none', refused: 'none', not_done: 'none', found: 'ended', expired: 'lapsed' };
/** A watch stands from the first reply, whatever it says. */
const interims: Readonly<Record<string, MeasureStep>> = { done: 'held', partial: 'partly', waiting: 'waiting', found: 'held', not_found_yet: 'held' };
const news: Readonly<Record<string, MeasureStep>> = { promoted: 'promoted', moved_up: 'moved_up', reversed: 'reversed', lapsed: 'lapsed', hit: 'hit' };

/**
 * What a message does to the ledger: its contract says which fields to read. Undefined when it changes nothing. Pure.
 * @param asked details of the request
 */
export function measureChange({ measure }: Pick<RequestContract, 'measure'>, asked: Details, message: MeasureMessage): MeasureChange | undefined {
  const act = measure && actOf(measure, asked);
  const step = measure && stepOf(measure, message);
  if (!measure || !act || !step) return undefined;
  const { id: key, request, sequence, at } = message;
  const head = { key, request, at, kind: measure.kind, act, step, capped: measure.amount?.capped, ...(message.move === 'interim-replied' && { interim: true as const }), ...(act === 'take' && measure.amount === undefined && { whole: true as const }) };
  return present(step === 'asked' ? { ...head, sequence: 0, ...wished(measure, asked) } : { ...head, sequence, ...said(measure, message) });
}

type Said = Partial<MeasureChange>;

function wished(rule: MeasureRule, asked: Details): Said {
  const days = rule.days === undefined ? undefined : asked[rule.days];
  return {
    object: objectOf(rule, asked), amount: text(asked, rule.amount?.asked), from: day(text(asked, rule.from?.request)), until: day(text(asked, rule.until?.request)),
    days: typeof days === 'number' ? days : undefined, endsRest: rule.endsRest !== undefined && asked[rule.endsRest] === true ? true : undefined,
  };
}

function said(rule: MeasureRule, { details = {}, until }: MeasureMessage): Said {
  const { held, limit, left, moved } = rule.amount ?? {};
  const rank = details['rank'];
  return {
    object: objectOf(rule, details), amount: text(details, held), limit: text(details, limit), left: text(details, left), moved: text(details, moved),
    rank: typeof rank === 'number' ? rank : undefined, from: day(text(details, rule.from?.reply)), until: day(text(details, rule.until?.reply)) ?? day(until),
  };
}

/** What the request wants of a measure; undefined when its contract knows none. */
export function actOf({ does }: Pick<MeasureRule, 'does'>, asked: Details): MeasureAct | undefined {
  return typeof does === 'string' ? does : does.acts[String(asked[does.field])];
}

function stepOf({ endedBy = [] }: MeasureRule, { move, outcome = '', milestone, details }: MeasureMessage): MeasureStep | undefined {
  if (milestone !== undefined && endedBy.includes(milestone)) return 'ended';
  switch (move) {
    case 'submitted': return 'asked';
    // A reply that nobody can read may have made a measure: what was asked stays reserved until somebody has cleared it up.
    case 'answered': return details && finals[outcome];
    case 'interim-replied': return details && interims[outcome];
    case 'returned': case 'undeliverable': case 'withdrawn': return 'none';
    case 'measure-changed': return news[String(details?.['change'])];
    default: return undefined;
  }
}

function objectOf({ object = [] }: MeasureRule, details: Details): Details | undefined {
  const named = object.filter((name) => details[name] !== undefined);
  return named.length === 0 ? undefined : Object.fromEntries(named.map((name) => [name, details[name]]));
}

function text(details: Details, name: string | undefined): string | undefined {
  const value = name === undefined ? undefined : details[name];
  return typeof value === 'string' ? value : undefined;
}

/** The day of a day or an instant. */
const day = (value: string | undefined): string | undefined => (value === undefined || value.length === 10 ? value : shanghaiDate(parseInstant(value)));

const present = (change: MeasureChange): MeasureChange => Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as unknown as MeasureChange;
