import type { CheckOptions } from './check-options';
import { boolean, choice, fieldSet, group, listOf, optional, text, type Fields, type FieldSet } from './fields';
import type { Issue } from './issue';
import type { Side } from './obligation-rule';
import { interimWithoutOutcome, outcomes } from './outcomes';
import type { CheckedReply, MilestoneMove, MilestoneRule, RequestContract } from './request-contract';

/** The milestones that this side may name on this move. */
export const milestonesOf = (contract: Pick<RequestContract, 'milestones'>, side: Side, move: MilestoneMove): MilestoneRule[] =>
  contract.milestones.filter(({ by, on }) => by === side && on.includes(move));

/** A field for them, or nothing where there are none. */
export const milestoneField = (contract: RequestContract, side: Side, move: MilestoneMove): Fields => {
  const allowed = milestonesOf(contract, side, move);
  return allowed.length === 0 ? {} : {
    milestone: optional(choice({ zh: '节点', en: 'Milestone', options: Object.fromEntries(allowed.map(({ name, title }) => [name, title])) })),
  };
};

/** Ids of uploaded documents. */
export const documentsField = optional(listOf({ zh: '文书', en: 'Documents', of: text({ zh: '文书编号', en: 'Document id', max: 100 }), max: 100 }));

const bodies = new WeakMap<RequestContract, { http: FieldSet; wire: FieldSet }>();

const bodiesOf = (contract: RequestContract) => {
  const content = {
    final: boolean({ zh: '最终反馈', en: 'Final' }),
    outcome: optional(choice({ zh: '结果', en: 'Outcome', options: Object.fromEntries(outcomes[contract.kind].map(({ name, title }) => [name, title])) })),
    ...milestoneField(contract, 'recipient', 'reply'),
    details: optional(group({ zh: '内容', en: 'Details', of: contract.reply })),
  };
  return { http: fieldSet({ ...content, documents: documentsField }, 'Reply') as FieldSet, wire: fieldSet(content, 'ReplyData') as FieldSet };
};

/** The fields of a reply: the body of `…/replies`, or what its message carries (`wire`). */
export const replyFields = (contract: RequestContract, where: 'http' | 'wire' = 'http'): FieldSet => {
  let made = bodies.get(contract);
  if (!made) bodies.set(contract, made = bodiesOf(contract));
  return made[where];
};

const outcomeIssues = (contract: RequestContract, { final, outcome }: CheckedReply): Issue[] => {
  const pointer = '/outcome';
  if (outcome === undefined) {
    return !final && interimWithoutOutcome.includes(contract.kind) ? [] : [{ pointer, code: 'required', zh: '必填：反馈须写明结果', en: 'is required: a reply states its outcome' }];
  }
  const rule = outcomes[contract.kind].find(({ name }) => name === outcome)!;
  if (final ? rule.final : rule.interim) return [];
  return [final
    ? { pointer, code: 'outcome-interim-only', zh: '该结果只能用于阶段反馈', en: 'can be stated only in an interim reply' }
    : { pointer, code: 'outcome-final-only', zh: '该结果只能用于最终反馈', en: 'can be stated only in a final reply' }];
};

const requiredIssues = (contract: RequestContract, { outcome, details }: CheckedReply): Issue[] => (contract.replyRequires[outcome ?? ''] ?? [])
  .filter((name) => details[name] === undefined)
  .map((name) => ({ pointer: `/details/${name}`, code: 'required-by-outcome', zh: '该结果下必填', en: 'is required by this outcome' }));

/** Rank 0 is in effect, n ≥ 1 is waiting; no other outcome of a control may wait. */
const rankIssues = ({ kind }: RequestContract, { outcome, details: { rank } }: CheckedReply): Issue[] => {
  if (kind !== 'control' || typeof rank !== 'number' || (outcome === 'waiting' ? rank >= 1 : rank === 0)) return [];
  return [{ pointer: '/details/rank', code: 'rank', zh: '轮候的顺位须大于等于 1，其他结果的顺位须为 0', en: 'must be at least 1 when waiting, else 0' }];
};

/** A milestone that wants its reason (重大疑难复杂) has it, whichever move names it. */
export const reasonIssues = ({ milestones }: Pick<RequestContract, 'milestones'>, milestone: string | undefined, { reason, note }: CheckedReply['details']): Issue[] => {
  const rule = milestones.find(({ name }) => name === milestone);
  if (!rule?.needsReason || reason !== undefined || note !== undefined) return [];
  return [{ pointer: '/details/reason', code: 'required-by-milestone', zh: `须说明「${rule.title.zh}」的理由`, en: `is required: why “${rule.title.en}”` }];
};

/** Checks a reply: fields, outcome against final or interim, what the outcome requires, then the contract's own rules. */
export const validateReply = (contract: RequestContract, body: unknown, { businessDate, strict = false }: CheckOptions): Issue[] => {
  const issues = replyFields(contract, strict ? 'http' : 'wire').validate(body, { strict });
  if (issues.length > 0) return issues;
  const { final, outcome, milestone, details = {} } = body as Omit<CheckedReply, 'details'> & { details?: CheckedReply['details'] };
  const reply: CheckedReply = { final, outcome, milestone, details };
  const general = [...outcomeIssues(contract, reply), ...requiredIssues(contract, reply), ...rankIssues(contract, reply), ...reasonIssues(contract, milestone, details)];
  return general.length > 0 ? general : contract.checkReply(reply, { businessDate });
};
