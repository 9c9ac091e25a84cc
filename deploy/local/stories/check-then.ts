import type { RequestTracked, Sides } from './agreement';
import type { AlertSeen } from './alerts';
import { durationMs } from './duration';
import { measureMembers, type CaseLimitSeen, type DraftSeen, type LedgerSeen } from './ledger-check';
import type { ExpectedObligation, Then } from './story';

/** One asserted line of a `then`. */
export interface CheckResult { check: string; ok: boolean; expected: unknown; actual: unknown }

/** What there is to look at after a step. */
export interface Seen {
  sides: Sides;
  /** Alerts of this request, by organisation. */
  alerts: Readonly<Record<string, readonly AlertSeen[]>>;
  indicators: Readonly<Record<string, unknown>>;
  /** Id of the request that `then.thread` names. */
  thread?: string;
  /** When the step says something of it. */
  ledger?: LedgerSeen;
  /** Of its case; when the step says something of them. */
  caseLimits?: readonly CaseLimitSeen[];
  /** About this request; when the step says something of them. */
  drafts?: readonly DraftSeen[];
  /** Business time of the step, ms. */
  at: number;
}

/** Organisations whose alerts the lines of this `then` are about. */
export function alertedBy(then: Then): string[] {
  return [then.alert?.to, then.warning?.to, then.escalation?.to].filter((code) => code !== undefined);
}

/** Every line of the `then` against what is seen. Pure. */
export function checkThen(then: Then, seen: Seen): CheckResult[] {
  const checks: { [K in keyof Then]-?: (expected: NonNullable<Then[K]>) => CheckResult[] } = {
    state: (state) => onEverySide(seen, 'state', (side) => side.state, state),
    flags: (flags) => onEverySide(seen, 'flags', (side) => flags.filter((flag) => side.flags.includes(flag)), flags),
    thread: (name) => onEverySide(seen, `thread of ${name}`, (side) => side.thread, seen.thread),
    obligations: (obligations) => Object.entries(obligations).flatMap(([name, expected]) => checkObligation(seen, name, expected)),
    alert: ({ to, level }) => [raised(seen, to, `alert of ${to}`, (alert) => level === undefined || alert.level === level, true)],
    warning: ({ to, level }) => [raised(seen, to, `warning of ${to}`, (alert) => alert.kind === 'warning' && stepOf(alert) === `warning-${level}`)],
    breach: ({ obligation }) => [result(`breach of ${obligation}`, 'breached', seen.sides.coordinator?.obligations.find(({ name }) => name === obligation)?.state)],
    escalation: (expected) => [
      { check: `escalation ${expected.step}`, ok: seen.sides.coordinator?.escalations.some(({ step, to }) => step === expected.step && to === expected.to) ?? false, expected, actual: seen.sides.coordinator?.escalations },
      raised(seen, expected.to, `escalation told to ${expected.to}`, (alert) => alert.kind === 'escalation' && stepOf(alert) === `escalation-${expected.step}`),
    ],
    bookedTime: (booked) => checkBooked(booked, seen.sides.coordinator),
    indicators: (indicators) => Object.entries(indicators).map(([name, expected]) => result(`indicator ${name}`, expected, seen.indicators[name])),
    measure: (expected) => measureMembers(expected, seen.ledger?.measure).map(([name, value, actual]) => result(name, value, actual)),
    draft: (expected) => [{ check: `draft of ${expected.type}`, ok: seen.drafts?.some(({ type, state }) => type === expected.type && state === expected.state) ?? false, expected, actual: seen.drafts }],
    caseLimits: (limits) => Object.entries(limits).map(([name, expected]) => {
      const found = seen.caseLimits?.find((limit) => limit.name === name);
      return result(`limit ${name} of the case`, expected, found && Object.fromEntries(Object.keys(expected).map((key) => [key, key === 'source' ? found.rule?.document : found[key as 'state' | 'dueAt']])));
    }),
    remainingCap: (expected) => [result('remainingCap', expected, seen.ledger?.remainingCap)],
  };
  return (Object.keys(checks) as (keyof Then)[])
    .filter((key) => then[key] !== undefined)
    .flatMap((key) => (checks[key] as (expected: unknown) => CheckResult[])(then[key]));
}

const result = (check: string, expected: unknown, actual: unknown): CheckResult => ({ check, ok: JSON.stringify(expected) === JSON.stringify(actual), expected, actual });

function onEverySide({ sides }: Seen, what: string, read: (side: NonNullable<Sides[keyof Sides]>) => unknown, expected: unknown): CheckResult[] {
  return (['requester', 'recipient', 'coordinator'] as const).map((name) => result(`${what} at the ${name}`, expected, sides[name] && read(sides[name])));
}

function checkObligation(seen: Seen, name: string, expected: ExpectedObligation): CheckResult[] {
  const find = (side: NonNullable<Sides[keyof Sides]>) => side.obligations.find((obligation) => obligation.name === name);
  if (expected === 'discharged') return onEverySide(seen, `obligation ${name}`, (side) => find(side)?.state, 'discharged');
  return onEverySide(seen, `obligation ${name}`, (side) => {
    const found = find(side);
    return found && Object.fromEntries(Object.keys(expected).map((key) => [key, found[key as keyof typeof found]]));
  }, expected);
}

/** @param now only alerts raised at the step's instant count */
function raised({ alerts, at }: Seen, to: string, check: string, fits: (alert: AlertSeen) => boolean, now = false): CheckResult {
  const found = (alerts[to] ?? []).filter((alert) => !now || Date.parse(alert.raisedAt) >= at);
  return { check, ok: found.some(fits), expected: 'an alert', actual: found.map(({ kind, level, raisedAt }) => ({ kind, level, raisedAt })) };
}

const stepOf = ({ detail, step }: AlertSeen): string | null | undefined => detail?.step ?? step;

function checkBooked(booked: Record<string, string>, request: RequestTracked | undefined): CheckResult[] {
  if (!request) return [result('bookedTime', booked, undefined)];
  const age = Math.round((Date.parse(request.endedAt ?? '') - Date.parse(request.submittedAt)) / 1000);
  const named = Object.entries(booked).filter(([, duration]) => duration !== 'the rest').map(([code, duration]): [string, number] => [code, durationMs(duration) / 1000]);
  const rest = age - named.reduce((sum, [, seconds]) => sum + seconds, 0);
  return Object.entries(booked).map(([code, duration]) =>
    result(`time booked to ${code}`, duration === 'the rest' ? rest : durationMs(duration) / 1000, request.bookedTime[code]));
}
