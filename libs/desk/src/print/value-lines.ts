import type { Bilingual, FormField } from '@lianzhi/contracts';
import { momentOf, words, type PaperLanguage, type Say } from './paper-words';

/** One line of a paper: a title, its value where it has one, and how far it stands in. */
export interface PaperLine { title: string; value?: string; depth: number }

type Values = Readonly<Record<string, unknown>>;
interface Option { value: string; title: Bilingual }
/** Widgets as the forms of the contracts declare them. */
interface PrintedWidget { name: string; options?: Option[]; fields?: FormField[]; item?: PrintedWidget; keys?: Option[]; by?: string; variants?: Record<string, FormField[]>; unit?: string }

const isEmpty = (value: unknown): boolean => value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);

/** The values of a form under their titles, in its order: choices by their titles, groups and lists one step in. What is empty is left out. Pure. */
export function valueLines(fields: readonly FormField[], values: Values, { say, language }: { say: Say; language: PaperLanguage }, depth = 0): PaperLine[] {
  const inside = (of: readonly FormField[], value: unknown, step: number): PaperLine[] => valueLines(of, value as Values, { say, language }, step);
  const one = (title: string, widget: PrintedWidget, value: unknown, at: number): PaperLine[] => {
    const optionTitle = (code: unknown): string => say(widget.options?.find((option) => option.value === code)?.title, String(code));
    switch (widget.name) {
      case 'group': return [{ title, depth: at }, ...inside(widget.fields ?? [], value, at + 1)];
      case 'variants': return [{ title, depth: at }, ...inside(widget.variants?.[String((value as Values)[widget.by ?? 'kind'])] ?? [], value, at + 1)];
      case 'map': return [{ title, depth: at }, ...Object.entries(value as Values).flatMap(([key, item]) => one(say(widget.keys?.find((known) => known.value === key)?.title, key), widget.item ?? { name: 'text' }, item, at + 1))];
      case 'list': return [{ title, depth: at }, ...(value as unknown[]).flatMap((item, index) => (widget.fields ? [{ title: String(index + 1), depth: at + 1 }, ...inside(widget.fields, item, at + 2)] : one(String(index + 1), widget.item ?? { name: 'text' }, item, at + 1)))];
      case 'choices': return [{ title, value: (value as unknown[]).map(optionTitle).join('、'), depth: at }];
      case 'choice': return [{ title, value: optionTitle(value), depth: at }];
      case 'boolean': return [{ title, value: say(value === true ? words.yes : words.no), depth: at }];
      default: return [{ title, value: plain(value, widget, language), depth: at }];
    }
  };
  return fields.filter(({ name }) => !isEmpty(values[name])).flatMap(({ name, title, widget }) => one(say(title), widget as unknown as PrintedWidget, values[name], depth));
}

function plain(value: unknown, { unit }: PrintedWidget, language: PaperLanguage): string {
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\d(T|$)/.test(value)) return momentOf(value, language);
  if (unit === '元') return `${String(value).replace(/\B(?=(\d{3})+(?!\d))/g, ',').replace(/(\.\d*),/g, '$1')} ${unit}`;
  return unit === undefined ? String(value) : `${String(value)} ${unit}`;
}
