import { isEnded, nextState, type RequestRecord } from '@lianzhi/contracts';
import { isDeepStrictEqual } from 'node:util';
import type { Schedule } from './schedule';
import type { SimulatedDesk } from './simulated-desk';

/** What was promised and does not hold. */
export class Broken extends Error {}

const holds = (condition: boolean, what: () => string): void => {
  if (!condition) throw new Broken(what());
};

/** Watches one schedule: what must hold after every step. */
export class Watcher {
  private readonly last = new Map<string, { desk: SimulatedDesk; record: RequestRecord }>();

  /** No state goes backwards at any desk; a restore begins anew. */
  step({ desks, restored }: Schedule): void {
    for (const desk of desks) {
      for (const { id, box, record } of desk.requests) {
        const key = `${desk.operator} ${id} ${box}`;
        const before = this.last.get(key)?.record;
        if (before && !restored && before !== record) forward(before, record, key);
        this.last.set(key, { desk, record });
      }
    }
  }
}

function forward(before: RequestRecord, after: RequestRecord, where: string): void {
  holds(after.folded >= before.folded && after.placed >= before.placed, () => `${where} has forgotten what it had folded`);
  const [from, to] = [before.core.state, after.core.state];
  if (from === to || from === 'none') return;
  holds(!isEnded(from), () => `${where} went from ${from} to ${to}`);
  holds(nextState(from, 'submitted').allowed || to !== 'submitted', () => `${where} went back to ${to} from ${from}`);
}

/** What must hold once everything has healed. */
export function checkEnd(schedule: Schedule): void {
  holds(schedule.unfinished().length === 0, () => `not everything came to an end: ${schedule.unfinished().join('; ')}`);
  agreement(schedule);
  for (const desk of schedule.desks) {
    sequences(desk);
    conservation(schedule, desk);
  }
  nothingAcceptedIsLost(schedule);
  effects(schedule);
  calls(schedule);
}

/** Every accepted request is open or ended alike at requester, recipient and coordinator. */
function agreement({ sent, court, coordinator, simulation }: Schedule): void {
  for (const { id, to } of sent) {
    const sides = [court.request(id, 'sent')?.record, to.request(id, 'received')?.record, coordinator.request(id)?.record];
    const [first, ...others] = sides.map((record) => record && essence(record, simulation.struck.has('lose')));
    for (const [index, other] of others.entries()) {
      holds(isDeepStrictEqual(first, other), () => `court and ${['recipient', 'coordinator'][index]} disagree:\n${JSON.stringify(first)}\n${JSON.stringify(other)}`);
    }
    holds(first !== undefined && sides[0]!.core.state !== 'none' && sides[0]!.waiting.requester.length + sides[0]!.waiting.recipient.length === 0, () => `request ${id} has not settled`);
  }
}

/** Without members that are undefined. Of a bus that loses what it had confirmed, times are not compared: it then has two append times of one message. */
function essence(record: RequestRecord, timeless: boolean): unknown {
  const { core, placed, folded, refused } = record;
  return JSON.parse(JSON.stringify(timeless ? { state: core.state, placed, folded, refused: refused.map(({ sequence }) => sequence) } : record)) as unknown;
}

/** What a desk sent and received of each request counts from 1 without gap, each number once. */
function sequences({ journal, operator }: SimulatedDesk): void {
  const lanes = new Map<string, number[]>();
  for (const { direction, attributes: { subject, source, sequence } } of journal.all) {
    if (sequence !== undefined) lanes.set(`${direction} ${subject} ${source}`, [...(lanes.get(`${direction} ${subject} ${source}`) ?? []), sequence]);
  }
  for (const [lane, numbers] of lanes) {
    const sorted = numbers.sort((a, b) => a - b);
    holds(sorted.every((number, index) => number === index + 1), () => `${operator}: ${lane} counts ${sorted.join(' ')}`);
  }
}

/** written = published + pending (none is left) + dead (a desk sends none): and what is on the bus, the journal has. */
function conservation({ simulation: { broker } }: Schedule, desk: SimulatedDesk): void {
  const written = new Set(desk.journal.all.filter(({ direction }) => direction === 'o').map(({ attributes }) => attributes.id));
  const published = new Set<string>();
  for (const lane of new Set(desk.journal.all.filter(({ direction }) => direction === 'o').map(({ topic }) => topic))) {
    for (const { value } of broker.topic(lane)[0]!.read(0n, 100_000)) {
      const id = /"id":"([0-9a-f-]{36})"/.exec(value?.toString() ?? '')?.[1];
      if (id !== undefined) published.add(id);
    }
  }
  for (const id of written) holds(published.has(id), () => `${desk.operator}: message ${id} was written and never published`);
  for (const id of published) holds(written.has(id), () => `${desk.operator}: message ${id} was published and is not in the journal`);
}

function nothingAcceptedIsLost({ desks }: Schedule): void {
  for (const { operator, journal, accepted } of desks) {
    const there = new Set(journal.all.filter(({ direction }) => direction === 'o').map(({ attributes }) => `${attributes.subject} ${attributes.sequence}`));
    for (const one of accepted) holds(there.has(one), () => `${operator}: ${one} was accepted and is lost`);
  }
}

/** Each effect once: no order for a freeze that was carried out (after a restore the books' own reference guards), and no `done` that was not. */
function effects({ books, bank, restored }: Schedule): void {
  if (!restored) holds(books.repeated.size === 0, () => `${[...books.repeated.keys()].join(', ')} was ordered again`);
  for (const { id, type, record: { core } } of bank.requests) {
    if (type === 'freeze-account' && core.state === 'answered' && core.outcome === 'done' && !bank.byHand.has(id)) holds(books.carriedOut.has(id), () => `${id} was answered and not carried out`);
  }
}

/** None after a timely answer. (Each once: the coordinator's store refuses a second.) */
function calls({ coordinator }: Schedule): void {
  for (const { request, obligation, round, step, at } of coordinator.calls.values()) {
    const record = coordinator.request(request)!.record.core.obligations.find((one) => one.name === obligation && one.round === round);
    const discharged = record?.dischargedAt;
    holds(discharged === undefined || discharged >= at, () => `${obligation}/${round} ${step} of ${new Date(at).toISOString()} was called although it was discharged at ${new Date(discharged!).toISOString()}`);
  }
}

