import type { RequestDetail } from '../api/request-types';
import type { ContractEntry, FormField, Option } from '../forms/contract-entry';
import { isEmpty, pruned, type Values } from '../forms/values';

export interface Attached { id: string; name: string; kind: string }

/** A reply as it is being written. `key`: a reply that is sent twice by accident is one reply. */
export interface AnswerDraft { final: boolean; outcome?: string; milestone?: string; details: Values; documents: Attached[]; key: string }

export const emptyAnswer = (contract: ContractEntry): AnswerDraft => ({ final: !contract.outcomes.some(({ final }) => !final) || contract.kind !== 'search', details: {}, documents: [], key: crypto.randomUUID() });

const detailFields = ({ reply }: ContractEntry): FormField[] => reply.form.fields.filter(({ pointer }) => pointer?.startsWith('/details/'));
export const milestoneField = ({ reply }: ContractEntry): FormField | undefined => reply.form.fields.find(({ pointer }) => pointer === '/milestone');

/** The outcomes that this kind of reply may state. */
export const outcomesFor = (contract: ContractEntry, final: boolean) => contract.outcomes.filter((rule) => (final ? rule.final : rule.interim));

/**
 * The field in which each item takes a result of its own, where the contract has one: a map whose results are outcomes. Its items are those that were
 * asked for, when the request names them under the same field.
 */
export function itemsField(contract: ContractEntry, request: Pick<RequestDetail, 'details'>): { field: FormField; items: Option[]; results: Option[] } | undefined {
  const names = new Set(contract.outcomes.map(({ name }) => name));
  const field = detailFields(contract).find(({ widget }) => widget.name === 'map' && (widget.item?.options ?? []).length > 0 && widget.item!.options!.every(({ value }) => names.has(value)));
  if (field === undefined) return undefined;
  const asked = (request.details as Values | null)?.[field.name];
  const items = (field.widget.keys ?? []).filter(({ value }) => !Array.isArray(asked) || asked.includes(value));
  return { field, items, results: field.widget.item!.options! };
}

/** What the results of the items come to; undefined until each has one. */
export function overallOutcome(items: readonly Option[], results: Values, contract: ContractEntry): string | undefined {
  const given = items.map(({ value }) => results[value] as string | undefined);
  if (given.length === 0 || given.some((result) => result === undefined)) return undefined;
  const same = given.every((result) => result === given[0]);
  const outcome = same ? given[0] : 'partial';
  return contract.outcomes.some(({ name }) => name === outcome) ? outcome : undefined;
}

const camel = (slug: string): string => slug.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());

export interface AnswerForm {
  /** Asked of everybody who states this outcome. */
  main: FormField[];
  /** May be told besides. */
  optional: FormField[];
  /** Fields that belong to one item, by item. */
  ofItem: Map<string, FormField[]>;
  needed: ReadonlySet<string>;
}

/** Which fields to show for the results chosen: what they cannot do without first, and nothing about an item of which nothing was found. */
export function formFor(contract: ContractEntry, outcome: string | undefined, items: readonly Option[], results: Values, itemsName: string | undefined): AnswerForm {
  const stated = new Set([outcome, ...Object.values(results)].filter((one) => typeof one === 'string'));
  const fields = detailFields(contract).filter(({ name }) => name !== itemsName);
  const needed = new Set(fields.filter(({ requiredBy }) => requiredBy?.some((one) => stated.has(one))).map(({ name }) => name));
  const ofItem = new Map(items.map(({ value }) => [value, fields.filter(({ name }) => name === camel(value))]));
  const keys = new Set((contract.reply.form.fields.find(({ name }) => name === itemsName)?.widget.keys ?? []).map(({ value }) => camel(value)));
  const rest = fields.filter(({ name }) => !keys.has(name));
  const common = rest.filter(({ required, name }) => required || needed.has(name));
  const isContent = ({ requiredBy }: FormField): boolean => requiredBy === undefined;
  // A contract without items has its own fields in view: they are what a finding consists of.
  const shown = itemsName === undefined ? rest.filter((field) => !common.includes(field) && isContent(field) && !['reason', 'note', 'source', 'asOf'].includes(field.name)) : [];
  return { main: [...common, ...shown], optional: rest.filter((field) => !common.includes(field) && !shown.includes(field)), ofItem, needed };
}

/** The body of the reply: only what is shown, so nothing hidden is sent. */
export function bodyOf(draft: AnswerDraft, form: AnswerForm, outcome: string | undefined, itemsName: string | undefined): object {
  const results = itemsName === undefined ? {} : ((draft.details[itemsName] ?? {}) as Values);
  const told = [...form.ofItem].filter(([item]) => results[item] === 'found').flatMap(([, fields]) => fields);
  const names = new Set([...form.main, ...form.optional, ...told].map(({ name }) => name).concat(itemsName ?? []));
  const details = pruned(Object.fromEntries(Object.entries(draft.details).filter(([name]) => names.has(name)))) as Values;
  return {
    final: draft.final, ...(outcome !== undefined && { outcome }), ...(draft.milestone !== undefined && { milestone: draft.milestone }),
    ...(!isEmpty(details) && { details }), ...(draft.documents.length > 0 && { documents: draft.documents.map(({ id }) => id) }),
  };
}
