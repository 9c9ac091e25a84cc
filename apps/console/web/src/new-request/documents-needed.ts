import type { ContractEntry } from '../forms/contract-entry';
import type { Values } from '../forms/values';
import type { Bilingual } from '../words/i18n';

export interface DocumentSlot {
  kind: string;
  title: Bilingual;
  /** Has to be there with these details. */
  required: boolean;
  /** Required only because of what a field says. */
  because?: string;
  alternatives: string[];
}

interface DocumentRule { kind: string; title?: Bilingual; required: boolean; requiredWhen?: { field: string; equals: unknown }; alternatives?: string[]; on?: string[] }

/** The kinds of documents that go with a request of this type, those that have to first. Pure. */
export function slotsOf({ documents }: Pick<ContractEntry, 'documents'>, details: Values): DocumentSlot[] {
  const slots = (documents as DocumentRule[]).filter(({ on }) => on === undefined || on.includes('request')).map(({ kind, title, required, requiredWhen, alternatives = [] }): DocumentSlot => {
    // The catalogue marks what the example needs; where a field decides, the field counts.
    const needed = requiredWhen === undefined ? required : details[requiredWhen.field] === requiredWhen.equals;
    return { kind, title: title ?? { zh: kind, en: kind }, required: needed, alternatives, ...(requiredWhen !== undefined && { because: requiredWhen.field }) };
  });
  return [...slots.filter(({ required }) => required), ...slots.filter(({ required }) => !required)];
}

/** Required kinds for which neither they nor what may stand in their place are there. Pure. */
export const missingKinds = (slots: readonly DocumentSlot[], kinds: readonly string[]): DocumentSlot[] => slots.filter(({ required, kind, alternatives }) => required && ![kind, ...alternatives].some((one) => kinds.includes(one)));

/** Where a dropped file belongs: the kind that its name names, else the first that is missing, else the first. */
export function slotFor(slots: readonly DocumentSlot[], kinds: readonly string[], fileName: string): DocumentSlot | undefined {
  const named = [...slots].sort((a, b) => b.kind.length - a.kind.length).find(({ kind }) => fileName.includes(kind));
  return named ?? missingKinds(slots, kinds)[0] ?? slots.find(({ kind }) => !kinds.includes(kind)) ?? slots[0];
}
