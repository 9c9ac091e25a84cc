import type { ContractEntry, FormField } from '../forms/contract-entry';
import { numberFault } from '../forms/check-number';
import { isEmpty, missingIn, type Fault, type Values } from '../forms/values';
import { slotsOf, missingKinds } from './documents-needed';
import { detailsOf, envelopeField, requestFields, type RequestDraft } from './request-draft';
import type { Bilingual } from '../words/i18n';

/** A fault with the name of its field, as the list of faults says it. `wrong`: shown while typing; what is only missing waits until somebody tries to send. */
export interface NamedFault extends Fault { field: string; wrong: boolean }

type Pick = (text: Bilingual | undefined, otherwise?: string) => string;
export interface FaultWords { required: string; type: string; to: string; caseNumber: string; subject: string; officer: (n: number) => string; missingDocument: string }

/** Everything that keeps the request from being sent, as far as this page can tell; the service checks it all again. Pure. */
export function faultsOf(draft: RequestDraft, contract: ContractEntry | undefined, pick: Pick, words: FaultWords): NamedFault[] {
  const missing = (pointer: string, field: string, detail = words.required): NamedFault => ({ pointer, field, detail, wrong: false });
  if (contract === undefined) return draft.type === undefined ? [missing('/type', words.type)] : [];
  const subject = (envelopeField(contract, 'subject')?.widget.variants?.[String(draft.subject['kind'])] ?? []).filter(({ name }) => name !== 'kind');
  const officers = envelopeField(contract, 'officers')?.widget.fields ?? [];
  const fields = requestFields(contract);
  const named = new Map(fields.map((field) => [`/details/${field.name}`, pick(field.title)]));
  const nameOf = (pointer: string): string => named.get(pointer.split('/').slice(0, 3).join('/')) ?? pointer;
  return [
    ...(draft.to === undefined ? [missing('/to', words.to)] : []),
    ...(isEmpty(draft.caseNumber) ? [missing('/caseNumber', words.caseNumber)] : wrongIn([caseNumberField(words.caseNumber)], { caseNumber: draft.caseNumber }, '', pick)),
    ...(draft.subject['kind'] === undefined ? [missing('/subject', words.subject)] : missingIn(subject, draft.subject, '/subject', none, words.required).map((fault) => ({ ...fault, field: words.subject, wrong: false }))),
    ...wrongIn(subject, draft.subject, '/subject', pick),
    ...missingIn(fields, draft.details, '/details', none, words.required).map((fault) => ({ ...fault, field: nameOf(fault.pointer), wrong: false })),
    ...wrongIn(fields, draft.details, '/details', pick),
    ...Array.from({ length: Math.max(contract.officers.min, draft.officers.length) }, (_, n) => n).flatMap((n) => {
      const officer = draft.officers[n] ?? {};
      if (n >= contract.officers.min && isEmpty(officer)) return [];
      return missingIn(officers, officer, `/officers/${n}`, none, words.required).map((fault): NamedFault => ({ ...fault, field: `${words.officer(n + 1)} ${pick(officers.find(({ name }) => fault.pointer.endsWith(`/${name}`))?.title)}`, wrong: false }));
    }),
    ...missingKinds(slotsOf(contract, detailsOf(draft, contract)), draft.documents.map(({ kind }) => kind)).map(({ kind, title }) => missing(`/documents/${kind}`, pick(title), words.missingDocument)),
  ];
}

const none: ReadonlySet<string> = new Set();
const caseNumberField = (title: string): FormField => ({ name: 'caseNumber', title: { zh: title, en: title }, required: true, sensitive: false, kind: 'case-number', widget: { name: 'case-number' } });

/** Numbers that cannot be right, wherever in the details they are. */
function wrongIn(fields: readonly FormField[], values: Values, base: string, pick: Pick): NamedFault[] {
  return fields.flatMap((field): NamedFault[] => {
    const value = values[field.name];
    const pointer = `${base}/${field.name}`;
    if (isEmpty(value)) return [];
    const inside = field.widget.fields;
    if (field.widget.name === 'list' && inside && Array.isArray(value)) return (value as Values[]).flatMap((item, at) => wrongIn(inside, item, `${pointer}/${at}`, pick));
    if (field.widget.name === 'group' && inside) return wrongIn(inside, value as Values, pointer, pick);
    const fault = numberFault(field.kind, value);
    return fault === undefined ? [] : [{ pointer, field: pick(field.title), detail: pick(fault), wrong: true }];
  });
}
