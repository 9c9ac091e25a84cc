import type { Bilingual } from '../bilingual';
import type { Issue } from '../issue';
import { dtoOf, type DtoClass } from './dto';
import type { Field, Widget } from './field';
import { fits, issuesOf, unknownProperties } from './field-issues';
import type { JsonSchema } from './json-schema';
import { masked } from './mask';
import { isPlainObject } from './plain-object';

export interface ValidateOptions {
  /** true (HTTP): unknown properties are refused. false (the wire): they are kept and ignored. Default false. */
  strict?: boolean;
  /** JSON pointer of the checked object inside the body, for example `/details`. */
  at?: string;
}

/** One field as a form shows it; derived, never written by hand. */
export interface FormField { name: string; title: Bilingual; hint?: Bilingual; required: boolean; sensitive: boolean; kind: string; widget: Widget }

export type Fields = Readonly<Record<string, Field>>;
type Named<F extends Fields, R extends boolean> = { [K in keyof F]: F[K] extends Field<unknown, R> ? K : never }[keyof F];
type FieldValue<F> = F extends Field<infer T> ? T : never;
/** The TypeScript type of a valid value of these fields. */
export type ValueOf<F extends Fields> =
  { [K in Named<F, true>]: FieldValue<F[K]> } & { [K in Exclude<keyof F, Named<F, true>>]?: FieldValue<F[K]> };

/** Named fields with their rules, from which validation, JSON Schema and form follow. `T` is the type of a valid value. */
export interface FieldSet<T = Record<string, unknown>> {
  /** Phantom: carries the type only. */
  readonly valueType?: T;
  readonly fields: Fields;
  /** A class with class-validator and class-transformer decorators, for Nest's pipes. */
  readonly dto: DtoClass;
  /** What is wrong with the value; empty when valid. Never throws, never repeats a value. */
  validate(value: unknown, options?: ValidateOptions): Issue[];
  jsonSchema(): JsonSchema;
  form(): FormField[];
  /** A copy in which sensitive values are masked (domain.md §7). Unknown properties are left out. */
  masked(value: unknown): Record<string, unknown>;
}

const schemaOf = (fields: Fields): JsonSchema => ({
  type: 'object',
  properties: Object.fromEntries(Object.entries(fields).map(([name, { schema, title }]) => [name, { title: title.zh, description: title.en, ...schema }])),
  required: Object.keys(fields).filter((name) => fields[name]!.required),
  additionalProperties: false,
});

const formOf = (fields: Fields): FormField[] => Object.entries(fields).map(([name, { title: { zh, en, hint }, required, sensitive, kind, widget }]) =>
  ({ name, title: { zh, en }, ...(hint && { hint }), required, sensitive, kind, widget }));

/** Declares named fields. `name` names the generated class; it is shown nowhere else. */
export const fieldSet = <F extends Fields>(fields: F, name = 'Fields'): FieldSet<ValueOf<F>> => {
  const dto = dtoOf(name, fields);
  const jsonSchema = schemaOf(fields);
  return {
    fields,
    dto,
    validate(value, { strict = false, at = '' } = {}) {
      if (!isPlainObject(value)) return [{ pointer: at, code: 'object', zh: '须为一组字段', en: 'must be an object' }];
      return [...(strict ? unknownProperties(fields, value, at) : []), ...(fits(fields, value) ? [] : issuesOf(fields, dto, value, at))];
    },
    jsonSchema: () => jsonSchema,
    form: () => formOf(fields),
    masked: (value) => masked(fields, value),
  };
};

/** The fields of several sets in one, for example those of a contract and the common ones of its kind. */
export const mergeFields = (name: string, ...parts: Fields[]): FieldSet => fieldSet(Object.assign({}, ...parts) as Fields, name);
