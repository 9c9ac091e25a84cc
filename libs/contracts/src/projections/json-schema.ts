import type { JsonSchema } from '../fields';
import { interimWithoutOutcome, outcomes } from '../outcomes';
import type { RequestContract } from '../request-contract';
import { moveFields, type MovePath } from '../validate-move';
import { replyFields } from '../validate-reply';
import { submissionFields } from '../validate-submission';

/** The body of `POST /v1/requests` of this type, as JSON Schema 2020-12. */
export const submissionSchema = (contract: RequestContract): JsonSchema => submissionFields(contract).jsonSchema();

const when = (condition: Record<string, JsonSchema>, then: JsonSchema): JsonSchema =>
  ({ if: { type: 'object', properties: condition, required: Object.keys(condition) }, then: { type: 'object', ...then } });
const detailsWith = (details: JsonSchema): JsonSchema => ({ properties: { details: { type: 'object', ...details } } });

const outcomeConditions = (contract: RequestContract): JsonSchema[] => {
  const rules = outcomes[contract.kind];
  const names = (final: boolean) => rules.filter((rule) => final ? rule.final : rule.interim).map(({ name }) => name);
  const interimNeedsOutcome = interimWithoutOutcome.includes(contract.kind) ? {} : { required: ['outcome'] };
  const interim = names(false);
  return [
    when({ final: { const: true } }, { properties: { outcome: { enum: names(true) } }, required: ['outcome'] }),
    when({ final: { const: false } }, { properties: { outcome: interim.length > 0 ? { enum: interim } : false }, ...interimNeedsOutcome }),
    ...rules.filter(({ name }) => (contract.replyRequires[name] ?? []).length > 0)
      .map(({ name }) => when({ outcome: { const: name } }, { ...detailsWith({ required: contract.replyRequires[name] }), required: ['details'] })),
  ];
};

const rankConditions = ({ kind }: RequestContract): JsonSchema[] => kind !== 'control' ? [] : outcomes.control.map(({ name }) =>
  when({ outcome: { const: name } }, detailsWith({ properties: { rank: name === 'waiting' ? { type: 'integer', minimum: 1 } : { const: 0 } } })));

/** The body of `…/replies` of this type: which outcome may be stated when, and what it cannot do without. */
export const replySchema = (contract: RequestContract): JsonSchema =>
  ({ ...replyFields(contract).jsonSchema(), allOf: [...outcomeConditions(contract), ...rankConditions(contract)] });

/** The body of another move of a request of this type. */
export const moveSchema = (contract: RequestContract, path: MovePath): JsonSchema => moveFields(contract, path).jsonSchema();

/** The same schema as a receiver reads it: unknown properties are allowed, as everywhere on the wire. */
export const openSchema = (schema: unknown): unknown => {
  if (Array.isArray(schema)) return schema.map(openSchema);
  if (typeof schema !== 'object' || schema === null) return schema;
  return Object.fromEntries(Object.entries(schema).filter(([key, value]) => !(key === 'additionalProperties' && value === false)).map(([key, value]) => [key, openSchema(value)]));
};
