import type { Urgency } from '../api/request-types';
import type { Attached } from '../answer/answer-draft';
import type { ContractEntry, FormField } from '../forms/contract-entry';
import { pruned, type Values } from '../forms/values';

/** A request as it is being written. `key`: one that is sent twice by accident is one request. */
export interface RequestDraft {
  type?: string; to?: string; caseNumber?: string; urgency: Urgency; subject: Values; details: Values; officers: Values[]; documents: Attached[]; follows?: string; key: string;
}

export const emptyRequest = (officers: Values[] = []): RequestDraft => ({ urgency: 'ordinary', subject: {}, details: {}, officers, documents: [], key: crypto.randomUUID() });

export const requestFields = (contract: ContractEntry): FormField[] => contract.request.form.fields.filter(({ pointer }) => pointer?.startsWith('/details/'));
export const envelopeField = (contract: ContractEntry | undefined, name: string): FormField | undefined => contract?.request.form.fields.find(({ pointer }) => pointer === `/${name}`);

/** Only fields of this type: what was typed for another stays in the draft and is not sent. */
export function detailsOf(draft: RequestDraft, contract: ContractEntry): Values {
  const names = new Set(requestFields(contract).map(({ name }) => name));
  return pruned(Object.fromEntries(Object.entries(draft.details).filter(([name]) => names.has(name)))) as Values;
}

export const officersOf = ({ officers }: RequestDraft): Values[] => pruned(officers) as Values[];

export function bodyOf(draft: RequestDraft, contract: ContractEntry): object {
  const officers = officersOf(draft);
  return {
    type: draft.type, to: draft.to, caseNumber: draft.caseNumber?.trim(), urgency: draft.urgency, subject: pruned(draft.subject), details: detailsOf(draft, contract),
    ...(officers.length > 0 && { officers }), ...(draft.documents.length > 0 && { documents: draft.documents.map(({ id }) => id) }), ...(draft.follows !== undefined && { follows: draft.follows }),
  };
}

/** What a later request takes over from an earlier one: the same person, the same case, the same side, and fields of the same name. */
export function followUp(contract: ContractEntry, earlier: { id: string; to: string; caseNumber: string; subject: Values | null; details: Values | null; officers: readonly object[]; replies: readonly { details?: object | null }[] }): Partial<RequestDraft> {
  const known = Object.assign({}, earlier.details, ...earlier.replies.map(({ details }) => details)) as Values;
  const own = requestFields(contract).filter(({ name, widget }) => known[name] !== undefined && !['reason', 'note', 'amount'].includes(name) && widget.name !== 'date');
  return {
    type: contract.type, to: earlier.to, caseNumber: earlier.caseNumber, subject: earlier.subject ?? {}, follows: earlier.id, officers: earlier.officers.map((officer) => ({ ...officer })),
    details: Object.fromEntries(own.map(({ name }) => [name, known[name]])),
  };
}
