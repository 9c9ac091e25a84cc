import type { CheckOptions } from './check-options';
import { choice, fieldSet, group, legalMoment, listOf, longText, optional, text, type Fields, type FieldSet, type RequiredField } from './fields';
import type { Issue } from './issue';
import type { Details, RequestContract } from './request-contract';
import { documentsField, milestoneField, milestonesOf, reasonIssues } from './validate-reply';

const reason = longText({ zh: '原因', en: 'Reason', max: 2000 });
const note = optional(longText({ zh: '备注', en: 'Note', max: 2000 }));
const allOptional = (fields: Fields): Fields => Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, optional(field as RequiredField<unknown>)]));
const anyOf = (fields: Fields) => optional(group({ zh: '内容', en: 'Details', of: fieldSet({ note, ...allOptional(fields) }, 'MoveDetails') as FieldSet }));

/** What happened to an effect after the final reply (promoted 轮候转正, moved_up 轮候顺位前移 but still waiting, reversed 撤销, lapsed 失效, hit 命中). On the wire. */
export const measureChanges = {
  promoted: { zh: '轮候生效', en: 'Promoted' },
  moved_up: { zh: '轮候顺位前移', en: 'Moved up' },
  reversed: { zh: '撤销', en: 'Reversed' },
  lapsed: { zh: '失效', en: 'Lapsed' },
  hit: { zh: '命中', en: 'Hit' },
};

const change = choice({ zh: '变化', en: 'Change', options: measureChanges });
/** Whether something other than the effect of a measure may be told after the final reply (reasons given in writing, police ordered to file). */
const tellsMilestones = (contract: RequestContract): boolean => milestonesOf(contract, 'recipient', 'measure-change').length > 0;

/** The bodies of the moves besides submission and reply, by the last part of their path. Paths are on the API: do not rename. */
const declarations = {
  accept: (contract: RequestContract) => ({ ...milestoneField(contract, 'recipient', 'accept'), details: anyOf(contract.reply.fields), documents: documentsField }),
  return: () => ({ reason, missing: optional(listOf({ zh: '欠缺的材料', en: 'What is missing', of: text({ zh: '材料', en: 'Item' }), max: 50 })) }),
  'information-requests': () => ({ question: longText({ zh: '需要补充的内容', en: 'Question', max: 2000 }) }),
  supplements: (contract: RequestContract) => ({ ...milestoneField(contract, 'requester', 'supplement'), details: anyOf(contract.request.fields), documents: documentsField }),
  extensions: () => ({ reason, until: legalMoment({ zh: '延期至', en: 'Until' }) }),
  withdrawal: (contract: RequestContract) => ({ ...milestoneField(contract, 'requester', 'withdrawal'), reason, note }),
  urges: () => ({ note }),
  closure: () => ({ note }),
  objection: () => ({ reason, documents: documentsField }),
  'measure-changes': (contract: RequestContract) => ({
    change: tellsMilestones(contract) ? optional(change) : change,
    ...milestoneField(contract, 'recipient', 'measure-change'), details: anyOf(contract.reply.fields), documents: documentsField,
  }),
} satisfies Record<string, (contract: RequestContract) => Fields>;

export type MovePath = keyof typeof declarations;
export const movePaths = Object.keys(declarations) as MovePath[];

const made = new WeakMap<RequestContract, Partial<Record<MovePath, FieldSet>>>();

/** The fields of a move's body; all others but replies, which are `replyFields`. */
export const moveFields = (contract: RequestContract, path: MovePath): FieldSet => {
  let sets = made.get(contract);
  if (!sets) made.set(contract, sets = {});
  return sets[path] ??= fieldSet(declarations[path](contract) as Fields, 'Move') as FieldSet;
};

/** Checks the body of a move. An empty body of a move without required fields is `{}`. */
export const validateMoveFields = (contract: RequestContract, path: MovePath, body: unknown, { strict = false }: Pick<CheckOptions, 'strict'>): Issue[] => {
  const issues = moveFields(contract, path).validate(body, { strict });
  if (issues.length > 0) return issues;
  const checked = body as { change?: string; milestone?: string; details?: Details };
  return [...path === 'measure-changes' ? [...saysNothing(checked), ...ranksNothing(checked)] : [], ...reasonIssues(contract, checked.milestone, checked.details ?? {})];
};

const saysNothing = ({ change: changed, milestone }: { change?: string; milestone?: string }): Issue[] => changed !== undefined || milestone !== undefined ? []
  : [{ pointer: '/change', code: 'required', zh: '须写明变化或节点', en: 'is required unless a milestone is named' }];

/** What has moved up waits still: its new rank 轮候顺位 is the news. One that is in effect now is `promoted`. */
const ranksNothing = ({ change: changed, details: { rank } = {} }: { change?: string; details?: Details }): Issue[] => changed !== 'moved_up' || (typeof rank === 'number' && rank >= 1) ? []
  : [{ pointer: '/details/rank', code: 'rank', zh: '须写明新的轮候顺位（大于零；已生效的为轮候生效）', en: 'must be the new rank, above 0 (0 is a promotion)' }];
