import { envelopeField } from '../new-request/request-draft';
import type { ContractEntry, FormField } from '../forms/contract-entry';
import type { Bilingual } from '../words/i18n';

/** One line of a result as the service gives it. */
export interface Line {
  line: number; standing: string; to?: string | null; request: string | null; state?: string | null; outcome?: string | null;
  subject?: { name?: string; idNumber?: string; creditCode?: string } | null;
  refusal: Refusal | null;
}
export interface Refusal { error: string; detail?: Bilingual | string; errors?: { pointer?: string; detail: Bilingual | string }[] }

type Pick = (text: Bilingual | undefined, otherwise?: string) => string;
export interface FieldWords { to: string; caseNumber: string; subject: string; urgency: string; follows: string; officers: string; documents: string; details: string; table: string; type: string }

/** What is wrong with a line: the field as the form calls it, and what about it. */
export interface LineFault { field: string; what: string }

/** `/details/amount` → 金额: nobody reads pointers. What the form does not know keeps its pointer. Pure. */
export function fieldOf(pointer: string, contract: ContractEntry | undefined, pick: Pick, words: FieldWords): string {
  const [first = '', ...rest] = pointer.split('/').slice(1);
  const named: Record<string, string> = { ...words, recipients: words.to, subjects: words.subject, file: words.table, request: words.table };
  const own = named[first];
  const fields = first === 'details' ? contract?.request.form.fields.filter((field) => field.pointer?.startsWith('/details/') ?? false) : first === 'subject' ? subjectFields(contract) : first === 'officers' ? envelopeField(contract, 'officers')?.widget.fields : undefined;
  const inner = fields === undefined ? [] : titlesOf(rest, fields, pick);
  if (first === 'details' && inner.length > 0) return inner.join(' ');
  return own === undefined ? pointer : [own, ...inner].join(' ');
}

const subjectFields = (contract: ContractEntry | undefined): FormField[] => Object.values(envelopeField(contract, 'subject')?.widget.variants ?? {}).flat();

/** Names of fields down a path; of lists the place, from 1. */
function titlesOf(path: readonly string[], fields: readonly FormField[], pick: Pick): string[] {
  const [name, ...rest] = path;
  if (name === undefined) return [];
  if (/^\d+$/.test(name)) return [String(Number(name) + 1), ...titlesOf(rest, fields, pick)];
  const field = fields.find((one) => one.name === name);
  return field === undefined ? [name] : [pick(field.title), ...titlesOf(rest, field.widget.fields ?? field.widget.item?.fields ?? [], pick)];
}

/** Everything that was wrong with a line; its general sentence only where no field is named. Pure. */
export function faultsOfLine(refusal: Refusal, contract: ContractEntry | undefined, pick: Pick, words: FieldWords): LineFault[] {
  const say = (text: Bilingual | string | undefined): string => (typeof text === 'string' ? text : pick(text));
  const fields = (refusal.errors ?? []).map(({ pointer = '', detail }) => ({ field: pointer === '' ? '' : fieldOf(pointer, contract, pick, words), what: say(detail) }));
  return fields.length > 0 ? fields : [{ field: '', what: say(refusal.detail) || refusal.error }];
}

/** What is wrong most often, first: of a hundred lines with one fault nobody reads a hundred. Pure. */
export function summaryOf(faults: readonly (readonly LineFault[])[]): (LineFault & { count: number })[] {
  const counts = new Map<string, LineFault & { count: number }>();
  for (const fault of faults.flat()) {
    const key = `${fault.field} ${fault.what}`;
    counts.set(key, { ...fault, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return [...counts.values()].sort((a, b) => b.count - a.count);
}
