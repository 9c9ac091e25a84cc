import { isPlainObject } from '@lianzhi/contracts';

/** What is made to go wrong. */
export interface Fault {
  /** Before anything is done. */
  delayMs?: number;
  /** 0 to 1: share of calls that get a 500 and are not carried out. */
  errorRate?: number;
  /** The connection is dropped, nothing is done. */
  down?: boolean;
  /** It is done, then the connection is dropped; a number: only so many times. Never for asking by reference. */
  loseAnswers?: boolean | number;
  /** Orders are refused for this reason. */
  refuse?: string;
  /** What is searched cannot be read, for this reason. */
  unreadable?: string;
}

/** Besides the fault: the facts of the calls that it is for. */
export type FaultRule = Fault & Record<string, unknown>;
/** The first rule that fits is laid over the general fault. */
export interface FaultSettings extends Fault { rules?: FaultRule[] }

/** What rules may name of a call. `find`: asking by reference. */
export interface CallFacts { operation: string; [fact: string]: string | undefined }
/** The operations of a simulator, and the other facts of its calls. */
export interface FaultTerms { operations: readonly string[]; facts: readonly string[] }

export class Faults {
  private settings: FaultSettings = {};

  constructor(private readonly terms: FaultTerms) {}

  current(): FaultSettings {
    return this.settings;
  }

  set(settings: FaultSettings): void {
    this.settings = settings;
  }

  /** What goes wrong with this call. */
  of(call: CallFacts): Fault {
    const { rules = [], ...general } = this.settings;
    return { ...general, ...rules.find((rule) => this.fits(rule, call)) };
  }

  /** Counts down `loseAnswers`. True when this answer is to be lost. */
  takeLostAnswer(call: CallFacts): boolean {
    const source = this.settings.rules?.find((rule) => rule.loseAnswers !== undefined && this.fits(rule, call)) ?? this.settings;
    if (typeof source.loseAnswers !== 'number') return source.loseAnswers === true;
    source.loseAnswers -= 1;
    return source.loseAnswers >= 0;
  }

  /** The body of PUT /faults, or undefined when something in it is not known: a misspelt fault must not pass for none. */
  read(body: unknown): FaultSettings | undefined {
    if (!isPlainObject(body)) return undefined;
    const { operations, facts } = this.terms;
    const ruleKinds = { ...kinds, ...Object.fromEntries(facts.map((fact) => [fact, isText])), operation: (value: unknown) => operations.includes(value as string) };
    const { rules = [], ...general } = body;
    const good = allKnown(general, kinds) && Array.isArray(rules) && rules.every((rule) => isPlainObject(rule) && allKnown(rule, ruleKinds));
    return good ? body as FaultSettings : undefined;
  }

  private fits(rule: FaultRule, call: CallFacts): boolean {
    return ['operation', ...this.terms.facts].every((key) => rule[key] === undefined || rule[key] === call[key]);
  }
}

const kinds: Readonly<Record<keyof Fault, (value: unknown) => boolean>> = {
  delayMs: (value) => Number.isInteger(value) && (value as number) >= 0 && (value as number) <= 600_000,
  errorRate: (value) => typeof value === 'number' && value >= 0 && value <= 1,
  down: (value) => typeof value === 'boolean',
  loseAnswers: (value) => typeof value === 'boolean' || (Number.isInteger(value) && (value as number) >= 0),
  refuse: isText,
  unreadable: isText,
};
const allKnown = (given: Record<string, unknown>, known: Readonly<Record<string, (value: unknown) => boolean>>): boolean =>
  Object.entries(given).every(([name, value]) => Object.hasOwn(known, name) && known[name]!(value));

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}
