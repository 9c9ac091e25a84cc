import { exampleClock } from './example-clock';
import { measureFaults } from './measures/measure-faults';
import type { Limit, ObligationRule } from './obligation-rule';
import { outcomes } from './outcomes';
import { relationFaults } from './relation-rule';
import type { RequestContract } from './request-contract';
import { validateReply } from './validate-reply';
import { validateSubmission } from './validate-submission';
import { watchFaults } from './watch-rule';

const doubles = (names: string[]): string[] => [...new Set(names.filter((name, i) => names.indexOf(name) !== i))];
const slug = /^[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*$/;
const hoursPer: Record<Limit['unit'], number> = { minute: 1 / 60, hour: 1, day: 24, workday: 24, month: 720, year: 8760 };
const nominalHours = ({ n, unit }: Limit): number => Math.max(n, unit === 'day' ? 1 : 0) * hoursPer[unit];

/** Only what the declarer wrote: the standard `accept` may stand beside a shorter answer, any reply discharges it. */
const acceptLaterThanAnswer = (own: readonly ObligationRule[]): string[] => {
  const accept = own.find(({ name }) => name === 'accept');
  if (!accept || 'until' in accept.limit) return [];
  const longest = Math.max(...[accept.limit, ...Object.values(accept.limitByUrgency ?? {})].map(nominalHours));
  return own.filter(({ name, owedBy, startsAt, limit }) => name !== 'accept' && owedBy === 'recipient' && startsAt === 'delivered' && !('until' in limit) && nominalHours(limit) < longest)
    .map(({ name }) => `accept is due later than ${name}`);
};

const passedOnFaults = ({ milestones }: RequestContract): string[] => milestones
  .filter(({ passesOn, by, on }) => passesOn && (by !== 'requester' || !on.includes('supplement')))
  .map(({ name }) => `milestone ${name} passes on, but is none that a requester names in a supplement`);

const milestoneFaults = ({ milestones, obligations }: RequestContract): string[] => {
  const known = (name: string) => milestones.some((milestone) => milestone.name === name);
  return obligations.flatMap((rule) => {
    const discharging = rule.dischargedBy.flatMap((by) => typeof by === 'object' ? [by.milestone] : []);
    const named = [...discharging, ...typeof rule.startsAt === 'object' ? [rule.startsAt.milestone] : [], ...Object.keys(rule.limitFromMilestone ?? {})];
    return [
      ...named.filter((name) => !known(name)).map((name) => `obligation ${rule.name} names milestone ${name}, which is not declared`),
      ...milestones.filter(({ name, by }) => discharging.includes(name) && by !== rule.owedBy).map(({ name }) => `obligation ${rule.name} is discharged by ${name} of the other side`),
    ];
  });
};

/** A fact of the request is one of the requester's, told by a field that is there, and by nothing else. */
const requestMilestoneFaults = ({ milestones, request }: RequestContract): string[] => milestones.flatMap(({ name, by, on, impliedByRequest }) => [
  ...on.includes('request') === (impliedByRequest !== undefined) && (!impliedByRequest || on.length === 1) ? [] : [`milestone ${name} goes with the request alone, by what its details say, or not at all`],
  ...impliedByRequest && by !== 'requester' ? [`milestone ${name} of the recipient cannot go with the request`] : [],
  ...impliedByRequest && !Object.hasOwn(request.fields, impliedByRequest.field) ? [`milestone ${name} depends on field ${impliedByRequest.field}, which does not exist`] : [],
]);

const obligationFaults = ({ obligations, until }: RequestContract): string[] => obligations.flatMap((rule) => [
  ...rule.pausedWhile && rule.source.level !== 'policy' ? [`obligation ${rule.name} pauses, but only policy limits may`] : [],
  ...'until' in rule.limit && !until?.[rule.limit.until] ? [`obligation ${rule.name} runs until a date of the ${rule.limit.until} that is not declared`] : [],
  ...rule.source.level === 'law' && !rule.source.document ? [`obligation ${rule.name} is called law without its document`] : [],
  ...rule.dischargedBy.length === 0 ? [`obligation ${rule.name} can never be discharged`] : [],
]);

const fieldFaults = (contract: RequestContract): string[] => {
  const dated = ['legal-date', 'instant', 'legal-moment'];
  const untils = (['request', 'reply'] as const).flatMap((side) => {
    const name = contract.until?.[side];
    return name === undefined || dated.includes(contract[side].fields[name]?.kind ?? '') ? [] : [`until.${side} names ${name}, which is no date of the ${side}`];
  });
  const required = Object.entries(contract.replyRequires).flatMap(([outcome, names]) =>
    names.filter((name) => !Object.hasOwn(contract.reply.fields, name)).map((name) => `outcome ${outcome} requires field ${name}, which does not exist`));
  const documents = contract.documents.filter(({ requiredWhen }) => requiredWhen && !Object.hasOwn(contract.request.fields, requiredWhen.field))
    .map(({ kind, requiredWhen }) => `document ${kind} depends on field ${requiredWhen!.field}, which does not exist`);
  const outcomeNames = outcomes[contract.kind].map(({ name }) => name);
  const withs = contract.documents.flatMap(({ kind, requiredWith = {} }) => [
    ...(requiredWith.outcomes ?? []).filter((name) => !outcomeNames.includes(name)).map((name) => `document ${kind} goes with outcome ${name}, which does not exist`),
    ...(requiredWith.milestones ?? []).filter((name) => !contract.milestones.some((milestone) => milestone.name === name)).map((name) => `document ${kind} goes with milestone ${name}, which does not exist`),
  ]);
  const alternatives = contract.documents.flatMap(({ kind, alternatives = [] }) => alternatives.filter((other) => !contract.documents.some((document) => document.kind === other))
    .map((other) => `document ${kind} may be replaced by ${other}, which is not declared`));
  const { debtorNamedIn } = contract;
  const debtor = debtorNamedIn === undefined || contract.request.fields[debtorNamedIn]?.kind === 'text' ? [] : [`the debtor is named in ${debtorNamedIn}, which is no text of the request`];
  return [...untils, ...required, ...documents, ...withs, ...alternatives, ...debtor];
};

const nameFaults = (contract: RequestContract, ownOutcomes: string[]): string[] => {
  const known = outcomes[contract.kind].map(({ name }) => name);
  return [
    ...slug.test(contract.type) ? [] : ['its type is not a slug'],
    ...[contract.requesters, contract.responders, contract.subjectKinds].some((list) => list.length === 0) ? ['requesters, responders and subject kinds cannot be empty'] : [],
    ...doubles(contract.milestones.map(({ name }) => name)).map((name) => `two milestones ${name}`),
    ...doubles(contract.obligations.map(({ name }) => name)).map((name) => `two obligations ${name}`),
    ...Object.keys(contract.draftedAfter).filter((type) => !contract.followsWhen[type]).map((type) => `is drafted after ${type}, but no rule in followsWhen says when`),
    ...Object.keys(contract.followsWhen).filter((type) => !contract.follows.includes(type)).map((type) => `followsWhen names ${type}, which it does not follow`),
    ...doubles(contract.documents.map(({ kind, on = ['request'] }) => `${kind} (${on.join()})`)).map((kind) => `two documents ${kind}`),
    ...ownOutcomes.filter((name) => !known.includes(name)).map((name) => `unknown outcome ${name}`),
  ];
};

const exampleFaults = (contract: RequestContract): string[] => {
  const at = exampleClock(Date.UTC(2025, 5, 5, 2));
  const context = { businessDate: at.today, strict: true };
  const example = contract.example(at);
  const say = (what: string) => ({ pointer, en }: { pointer: string; en: string }) => `${what}: ${pointer} ${en}`;
  const replies = contract.replyExamples(at);
  const covered = new Set(Object.values(replies).map(({ outcome }) => outcome));
  return [
    ...validateSubmission(contract, example, context).map(say('example')),
    ...Object.entries(replies).flatMap(([key, reply]) => validateReply(contract, reply, context).map(say(`reply example ${key}`))),
    ...outcomes[contract.kind].filter(({ name }) => !covered.has(name)).map(({ name }) => `no reply example of outcome ${name}`),
  ];
};

/** Everything that is wrong with a declaration. Examples are looked at only when the rest is right. */
export const faultsOf = (contract: RequestContract, declared: { obligations: readonly ObligationRule[]; replyRequires?: Record<string, unknown> }): string[] => {
  const impliedOutcomes = contract.milestones.flatMap(({ impliedBy }) => impliedBy?.outcomes ?? []);
  const faults = [
    ...nameFaults(contract, [...Object.keys(declared.replyRequires ?? {}), ...impliedOutcomes, ...contract.staysAnsweredAfter]),
    ...fieldFaults(contract), ...milestoneFaults(contract), ...requestMilestoneFaults(contract), ...passedOnFaults(contract), ...measureFaults(contract), ...obligationFaults(contract), ...acceptLaterThanAnswer(declared.obligations), ...watchFaults(contract), ...relationFaults(contract),
  ];
  return faults.length > 0 ? faults : exampleFaults(contract);
};
