import type { Bilingual } from '../bilingual';
import type { Issue } from '../issue';
import type { FieldSet } from './field-set';
import type { JsonSchema } from './json-schema';

/** A rule stated once: the class-validator decorator, the refusal and its sentences come from it. */
export interface FieldRule extends Bilingual {
  /** Stable slug, returned as the `code` of an issue. */
  readonly code: string;
  /** Must be total: it is given any JSON value, or undefined. */
  test(value: unknown): boolean;
}

export interface FieldTitle extends Bilingual { hint?: Bilingual }

/** How a form shows the field; `name` is the widget. */
export interface Widget { readonly name: string; readonly [option: string]: unknown }

/** One named value of a request or a reply. `T` is the type of a valid value, `R` whether it must be there. */
export interface Field<T = unknown, R extends boolean = boolean> {
  /** Phantom: carries the type only. */
  readonly valueType?: T;
  readonly kind: string;
  readonly title: FieldTitle;
  readonly required: R;
  /** Masked everywhere but at the two ends of a request (domain.md §7). */
  readonly sensitive: boolean;
  readonly rule: FieldRule;
  readonly schema: JsonSchema;
  readonly widget: Widget;
  /** The fields of a group, or of one item of a list; undefined: the value fits no variant (then `rule` fails too). */
  nested?(value: unknown): FieldSet | undefined;
  /** Names the item at fault of a list whose rule failed; pointers are relative to the field. */
  explain?(value: unknown): Issue[];
}

export type RequiredField<T> = Field<T, true>;
export type OptionalField<T> = Field<T, false>;

/** The same field, which may be left out. */
export const optional = <T>(field: RequiredField<T>): OptionalField<T> => ({ ...field, required: false });

/** The same field, masked outside the two ends of a request. */
export const sensitive = <T, R extends boolean>(field: Field<T, R>): Field<T, R> => ({ ...field, sensitive: true });

/** Makes a field kind's value; sentences are given without a subject and start with 须 / must. */
export const defineField = <T>(field: Omit<Field<T, true>, 'required' | 'sensitive' | 'valueType'> & { sensitive?: boolean }): RequiredField<T> =>
  Object.freeze({ sensitive: false, ...field, required: true as const });
