import 'reflect-metadata';
import { Type } from 'class-transformer';
import { Validate, ValidateIf, ValidateNested, ValidatorConstraint, type ValidationArguments, type ValidatorConstraintInterface } from 'class-validator';
import type { Field } from './field';
import type { Fields } from './field-set';
import { isPlainObject } from './plain-object';

export type DtoInstance = Record<string, unknown>;
export type DtoClass = new () => DtoInstance;

/** One constraint class for all rules: class-validator looks instances up in a list, so a class per field costs time per check. */
@ValidatorConstraint({ name: 'rule', async: false })
class FieldRuleConstraint implements ValidatorConstraintInterface {
  validate(value: unknown, { constraints: [field] }: ValidationArguments): boolean { return value !== undefined && (field as Field).rule.test(value); }
  defaultMessage({ constraints: [field] }: ValidationArguments): string { return `${(field as Field).rule.zh} / ${(field as Field).rule.en}`; }
}

const fieldsOfDto = new WeakMap<DtoClass, Fields>();

/** A class whose properties carry the decorators of their field kinds. */
export const dtoOf = (name: string, fields: Fields): DtoClass => {
  const dto = { [name]: class {} }[name] as unknown as DtoClass;
  for (const [property, field] of Object.entries(fields)) {
    if (!field.required) ValidateIf((object: DtoInstance) => object[property] !== undefined)(dto.prototype as object, property);
    Validate(FieldRuleConstraint, [field])(dto.prototype as object, property);
    if (!field.nested) continue;
    ValidateNested()(dto.prototype as object, property);
    const nested = field.nested;
    Type((help) => nested(help?.object[property])?.dto ?? Object)(dto.prototype as object, property);
  }
  fieldsOfDto.set(dto, fields);
  return dto;
};

const nestedInstance = (field: Field, value: unknown): unknown => {
  if (Array.isArray(value)) return field.kind === 'list-of-groups' ? value.map((item) => nestedInstance(field, item)) : value;
  const of = isPlainObject(value) ? field.nested!(value) : undefined;
  return of ? toInstance(of.dto, value as Record<string, unknown>) : value;
};

/**
 * What class-transformer's plainToInstance does, for known properties only: unknown ones of the wire may be nested
 * thousands deep, and a recursion over them would end the process's stack.
 */
export const toInstance = (dto: DtoClass, value: Record<string, unknown>): DtoInstance => {
  const instance = new dto();
  const fields = fieldsOfDto.get(dto)!;
  for (const name in fields) {
    if (!Object.hasOwn(value, name)) continue;
    const field = fields[name]!;
    instance[name] = field.nested ? nestedInstance(field, value[name]) : value[name];
  }
  return instance;
};
