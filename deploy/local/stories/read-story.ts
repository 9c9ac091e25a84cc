import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { parseInstant } from '@lianzhi/contracts';
import { durationMs } from './duration';
import { STEP_MOVES, type Step, type Story, type StoryCase } from './story';

/** The stories that are here, in the order in which they begin. */
export const STORIES = [
  'shared-seal', 'interview-day', 'preservation-freeze', 'hiding-debtor', 'no-answer', 'refusal-offence', 'fast-track', 'bank-objects', 'money-arrives',
  'urgent-preservation', 'waiting-ranks', 'delegated-matter', 'renewal',
] as const;

interface WrittenStep extends Omit<Step, 'index' | 'at' | 'with'> { at?: string; after?: string; as?: string; with?: Record<string, unknown>; why?: string }
/** `property` is what the story is about, for who reads it: its steps name it again. */
type WrittenStory = Omit<Story, 'name' | 'steps' | 'cases'> & { case?: StoryCase; cases?: Story['cases']; property?: unknown; steps: WrittenStep[] };

const STEP_KEYS = new Set(['at', 'after', 'by', 'do', 'request', 'type', 'to', 'as', 'urgency', 'follows', 'with', 'then', 'expect']);
const THEN_KEYS = new Set(['state', 'flags', 'thread', 'obligations', 'alert', 'warning', 'breach', 'escalation', 'bookedTime', 'indicators', 'measure', 'remainingCap', 'caseLimits', 'draft', 'why']);

export function readStory(name: string): Story {
  return parseStory(name, readFileSync(join(__dirname, `${name}.yaml`), 'utf8'));
}

/** Instants absolute, requests named. @throws RangeError for what a story cannot say: a misspelt key must not pass for nothing */
export function parseStory(name: string, text: string): Story {
  const written = parse(text) as WrittenStory;
  let at = 0;
  const steps: Step[] = [];
  for (const [index, step] of written.steps.entries()) {
    const wrong = (what: string): never => { throw new RangeError(`story ${name}, step ${index + 1}: ${what}`); };
    for (const key of Object.keys(step)) if (!STEP_KEYS.has(key)) wrong(`unknown key ${key}`);
    for (const key of Object.keys(step.then ?? {})) if (!THEN_KEYS.has(key)) wrong(`unknown key ${key} of then`);
    if (step.do !== undefined && !Object.hasOwn(STEP_MOVES, step.do)) wrong(`unknown move ${step.do}`);
    if ((step.at === undefined) === (step.after === undefined)) wrong('either at or after');
    const next = step.at === undefined ? at + durationMs(step.after!) : parseInstant(step.at);
    if (next < at) wrong('is before the step before');
    at = next;
    const { as, after: _after, ...kept } = step;
    const request = step.do === 'request' ? as ?? `${step.type}-${index + 1}` : step.request ?? latestRequest(steps, step.by);
    if (step.do !== undefined && request === undefined) wrong('there is no request yet');
    steps.push({ ...kept, index, at, request, with: step.with ?? {} });
  }
  return { name, title: written.title, cases: casesOf(name, written), debtor: written.debtor, steps };
}

function casesOf(name: string, { cases, case: only }: WrittenStory): Story['cases'] {
  if (cases) return cases;
  if (!only) throw new RangeError(`story ${name} has no case`);
  return [only];
}

/** The latest one sent to this organisation; of a step that only looks, the latest one. */
function latestRequest(steps: readonly Step[], by: string | undefined): string | undefined {
  return steps.findLast((step) => step.do === 'request' && step.expect === undefined && (by === undefined || step.to === by))?.request;
}
