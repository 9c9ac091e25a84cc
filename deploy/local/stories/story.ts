import type { Bilingual, PreservationFacts, Subject, Urgency } from '@lianzhi/contracts';
import type { ExpectedMeasure } from './ledger-check';

/** What a step does; `undefined` in a step that only looks. */
export const STEP_MOVES = {
  request: undefined,
  accept: 'accept', reply: 'replies', return: 'return', ask: 'information-requests', extend: 'extensions',
  supplement: 'supplements', withdraw: 'withdrawal', urge: 'urges', close: 'closure', object: 'objection', 'measure-change': 'measure-changes',
} as const;
export type StepMove = keyof typeof STEP_MOVES;

export type ExpectedObligation = 'discharged' | { owedBy?: string; dueAt?: string; source?: string };

/** What must hold after a step; every member that is there is asserted. */
export interface Then {
  state?: string;
  flags?: string[];
  /** Name of the request with which it stands in one thread. */
  thread?: string;
  /** By name of the obligation. */
  obligations?: Record<string, ExpectedObligation>;
  alert?: { to: string; level?: string };
  /** `level`: percent of the time from start to due. */
  warning?: { to: string; level: number };
  breach?: { obligation: string };
  escalation?: { step: number; to: string };
  /** Organisation → duration, or `the rest` for what the others left of the request's age. */
  bookedTime?: Record<string, string>;
  indicators?: Record<string, number>;
  /** Of the court's ledger. */
  measure?: ExpectedMeasure;
  /** What may still be frozen in the case, yuan. */
  remainingCap?: string;
  /** Of the case, by name: what the court owes by itself. */
  caseLimits?: Record<string, { state?: string; dueAt?: string; source?: string }>;
  /** What the court's machine has drafted about the request. */
  draft?: { type: string; state: string };
}

/** What the call itself must answer. Without it the call must succeed. */
export interface Expectation { status: number; error?: string; missing?: string[]; remainingCap?: string }

export interface Step {
  /** Position in its story, from 0. */
  index: number;
  /** Business time, ms. */
  at: number;
  /** Organisation code. */
  by?: string;
  do?: StepMove;
  /** Name of the request that it makes (`do: request`) or is about. */
  request?: string;
  type?: string;
  to?: string;
  urgency?: Urgency;
  /** Name of the request that this one follows. */
  follows?: string;
  with: Record<string, unknown>;
  then?: Then;
  expect?: Expectation;
}

export interface StoryCase { number: string; court: string; cause: string; amountOwed: string; preservation?: PreservationFacts }

export interface Story {
  name: string;
  title: Bilingual;
  /** At most one of each court. */
  cases: [StoryCase, ...StoryCase[]];
  debtor: Subject;
  steps: Step[];
}

/** The case in which the organisation acts: a court in its own, if the story gives it one, all others in the first. */
export const caseOf = ({ cases }: Pick<Story, 'cases'>, by: string | undefined): StoryCase => cases.find(({ court }) => court === by) ?? cases[0];
