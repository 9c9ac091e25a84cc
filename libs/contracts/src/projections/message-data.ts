import type { JsonSchema } from '../fields';
import type { MoveName } from '../lifecycle';
import type { RequestContract } from '../request-contract';
import { measureChanges, moveFields, type MovePath } from '../validate-move';
import { openSchema } from './json-schema';

const text = { type: 'string', minLength: 1 };
const reference = {
  type: 'object', properties: { id: text, kind: text, sha256: text, size: { type: 'integer', minimum: 0 } }, required: ['id', 'kind', 'sha256', 'size'],
};
const documents = { type: 'array', items: reference };
const object = (properties: Record<string, unknown>, required: string[] = []): JsonSchema => ({ type: 'object', properties, required });
const details = (contract: RequestContract, path: MovePath) => openSchema((moveFields(contract, path).jsonSchema().properties as Record<string, unknown>).details);

type DataOf = (contract: RequestContract) => JsonSchema;
const reply: DataOf = (contract) => object({ details: openSchema(contract.reply.jsonSchema()), documents });
const withReason: DataOf = () => object({ reason: text, note: text, documents }, ['reason']);
const technical: DataOf = () => object({ code: text, reason: text });

/** The plain data of each move, before encryption. What is in the envelope is not repeated here. */
const byMove: Record<MoveName, DataOf> = {
  submitted: (contract) => object({
    caseNumber: text,
    subject: openSchema(contractSubject(contract)),
    details: openSchema(contract.request.jsonSchema()),
    officers: { type: 'array', items: object({ name: text, workCard: text, dutyCard: text }, ['name', 'workCard', 'dutyCard']) },
    documents,
  }, ['caseNumber', 'subject', 'details']),
  taken: technical, rejected: technical, undeliverable: technical,
  accepted: (contract) => object({ details: details(contract, 'accept'), documents }),
  'interim-replied': reply, answered: reply,
  returned: () => object({ reason: text, missing: { type: 'array', items: text } }, ['reason']),
  'information-requested': () => object({ question: text }, ['question']),
  supplemented: (contract) => object({ details: details(contract, 'supplements'), documents }),
  extended: withReason, withdrawn: withReason, objected: withReason,
  urged: () => object({ note: text }), closed: () => object({ note: text }),
  'measure-changed': (contract) => object({ details: { allOf: [object({ change: { enum: Object.keys(measureChanges) } }, moveFields(contract, 'measure-changes').fields.change?.required ? ['change'] : []), details(contract, 'measure-changes')] }, documents }, ['details']),
};

const contractSubject = ({ subjectKinds }: RequestContract): JsonSchema => ({
  type: 'object', properties: { kind: { enum: [...subjectKinds] }, name: text, idNumber: text, creditCode: text }, required: ['kind', 'name'],
});

/** Schema of the plain data of a move of this request type. Every such object also holds `salt` (base64url, 32 bytes). */
export const messageData = (move: MoveName, contract: RequestContract): JsonSchema => {
  const { properties, required } = byMove[move](contract) as { properties: Record<string, unknown>; required: string[] };
  return object({ salt: { type: 'string', pattern: '^[A-Za-z0-9_-]{43}$' }, ...properties }, ['salt', ...required]);
};
