import type { components } from '../api/generated/police';
import type { Bilingual } from '../words/i18n';
import type { Values } from './values';

/** One field as a contract's form gives it. */
export interface FormField {
  name: string;
  title: Bilingual;
  hint?: Bilingual;
  required: boolean;
  sensitive: boolean;
  kind: string;
  widget: Widget;
  /** JSON pointer of its value in the body; fields inside groups have none. */
  pointer?: string;
  /** Outcomes that cannot do without it. */
  requiredBy?: string[];
}

export interface Option { value: string; title: Bilingual }

export interface Widget {
  name: string;
  options?: Option[];
  fields?: FormField[];
  item?: Widget;
  keys?: Option[];
  variants?: Record<string, FormField[]>;
  by?: string;
  min?: number;
  max?: number;
  maxLength?: number;
  unit?: string;
  placeholder?: string;
}

export interface Form { fields: FormField[] }

/** `GET /v1/catalogue/{type}`, with its forms as the pages read them. */
export type ContractEntry = Omit<components['schemas']['CatalogueEntry'], 'request' | 'reply'> & { request: { form: Form; example: RequestExample }; reply: { form: Form } };

/** Complete but for its documents, of which it has the kinds. */
export interface RequestExample { to: string; subject: Values; details: Values; officers?: Values[]; documents?: string[] }
