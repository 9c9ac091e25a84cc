import { createHash } from 'node:crypto';
import { catalogue, exampleClock, lastDayOf, missingDocuments, type RequestContract } from '@lianzhi/contracts';
import type { DeskRequest, MoveCommand, SubmitCommand } from '@lianzhi/desk';
import type { Chance } from './chance';

const DAY_MS = 86_400_000;

/** The contract's example. `documents`: with references to those that it requires. */
export function submissionFor(contract: RequestContract, from: string, to: string, now: Date, documents: boolean): SubmitCommand {
  const { urgency, subject, details, officers } = contract.example(exampleClock(now));
  const kinds = documents ? missingDocuments(contract, 'request', details, []) : [];
  return {
    type: contract.type, from, to, caseNumber: '（2025）晋1031执123号', urgency, subject, details, officers,
    documents: kinds.map((kind) => ({ id: idOf(kind), kind, name: kind, mediaType: 'application/pdf', size: 1, sha256: createHash('sha256').update(kind).digest('hex') })),
  };
}

const idOf = (kind: string): string => createHash('sha256').update(kind).digest('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');

/** The move with whatever the contract has for it. */
export function commandFor(move: MoveCommand['move'], { id, type }: DeskRequest, organisation: string, now: Date, chance: Chance): MoveCommand {
  const contract = catalogue.get(type);
  const base = { requestId: id, organisation, move };
  const milestone = (on: string): { milestone?: string } => {
    const named = contract.milestones.filter((rule) => (rule.on as readonly string[]).includes(on)).map(({ name }) => name);
    return named.length > 0 && chance.happens(0.5) ? { milestone: chance.pick(named) } : {};
  };
  switch (move) {
    case 'answered': case 'interim-replied': {
      const examples = Object.values(contract.replyExamples(exampleClock(now))).filter(({ final }) => final === (move === 'answered'));
      const { outcome, milestone: told, details } = chance.pick(examples.length > 0 ? examples : [{ final: false, details: {} }]);
      return { ...base, outcome, milestone: told, details };
    }
    case 'accepted': return { ...base, ...milestone('accept') };
    case 'supplemented': return { ...base, note: '补充', ...milestone('supplement') };
    case 'extended': return { ...base, reason: '案情复杂', until: lastDayOf(now.getTime() + DAY_MS * (1 + chance.below(10))) };
    case 'information-requested': return { ...base, question: '请补充' };
    case 'measure-changed': return { ...base, details: { change: 'reversed' } };
    default: return { ...base, reason: '原因' };
  }
}
