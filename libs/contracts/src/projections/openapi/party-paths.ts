import type { Catalogue } from '../../catalogue';
import type { JsonSchema } from '../../fields';
import { partyCapacities, senderFields } from '../../request-parts/party-sender';
import type { RequestContract } from '../../request-contract';
import { complete, id, instant, list, object, orNull, text } from './components';
import { idempotencyKey } from './desk-moves';
import { operation, pathParameter, requestIdParameter, schemaRef } from './operation';

/** Types that come over HTTP from those who have no lane, and that this agency answers. */
export const httpTypes = (catalogue: Pick<Catalogue, 'answeredBy'>, agency: string): RequestContract[] => catalogue.answeredBy(agency).filter(({ channel }) => channel === 'http');

const asked = (contract: RequestContract): JsonSchema => {
  const { properties, required = [], ...schema } = contract.request.jsonSchema() as { properties: Record<string, JsonSchema>; required?: string[] };
  const own = (name: string) => !Object.hasOwn(senderFields, name);
  return { ...schema, properties: Object.fromEntries(Object.entries(properties).filter(([name]) => own(name))), required: required.filter(own) };
};

const body = (contract: RequestContract): JsonSchema => ({
  ...object({
    type: { const: contract.type }, caseNumber: { type: 'string', description: '案号 case number' },
    debtor: { type: 'string', description: '被执行人姓名或名称，只有一名时可省略 name of the debtor; may be left out when there is but one' }, urgency: schemaRef('Urgency'), details: asked(contract),
  }, ['type', 'caseNumber', 'details']), additionalProperties: false,
});

const anyObject = { type: 'object', additionalProperties: true };
/** What parties (当事人) read and write at their court. */
export const partySchemas: Record<string, JsonSchema> = {
  PartyMessage: complete({
    id, type: text, title: schemaRef('Bilingual'), caseNumber: text, state: schemaRef('RequestState'), sentAt: instant, details: { type: ['object', 'null'] },
    answerDueAt: { ...orNull(instant), description: '法院应当答复的时间 when the answer is due' },
    replies: list(complete({ at: instant, final: { type: 'boolean' }, outcome: orNull(text), details: anyObject })), questions: list(complete({ at: instant, question: text })), returned: text,
  }, ['returned']),
  PartyCase: complete({
    caseNumber: text, as: { enum: Object.keys(partyCapacities) }, cause: text, amountOwed: schemaRef('Money'),
    progress: { ...list(complete({ title: schemaRef('Bilingual'), agency: schemaRef('Bilingual'), state: { enum: ['under_way', 'answered', 'ended'] }, askedOn: { type: 'string', format: 'date' }, answeredOn: orNull({ type: 'string', format: 'date' }) })), description: '仅申请执行人及其代理人可见 for the applicant and its agent only' },
    messages: list(schemaRef('PartyMessage')),
  }, ['cause', 'amountOwed', 'progress']),
};

const response = schemaRef('PartyMessage');
export const partyPathItems = (contracts: readonly RequestContract[]): Record<string, JsonSchema> => ({
  '/v1/party/messages': {
    post: operation({ id: 'sendPartyMessage', title: { zh: '当事人来信、举报线索', en: 'Write to the court as a party' }, tag: 'party', parameters: [idempotencyKey], status: 201, body: { oneOf: contracts.map(body) }, response, refusals: [404, 429] }),
  },
  '/v1/party/cases/{caseNumber}': {
    get: operation({ id: 'readPartyCase', title: { zh: '本人案件的进展与答复', en: 'One’s own case: progress and answers' }, tag: 'party', parameters: [pathParameter('caseNumber', '案号 case number')], response: schemaRef('PartyCase'), refusals: [404] }),
  },
  '/v1/party/messages/{id}/supplements': {
    post: operation({ id: 'supplementPartyMessage', title: { zh: '补充来信', en: 'Add to a message' }, tag: 'party', parameters: [requestIdParameter], body: object({ details: anyObject }), bodyOptional: true, response, refusals: [404, 409] }),
  },
  '/v1/party/messages/{id}/withdrawal': {
    post: operation({ id: 'withdrawPartyMessage', title: { zh: '撤回来信', en: 'Take a message back' }, tag: 'party', parameters: [requestIdParameter], body: object({ reason: text, note: text }, ['reason']), response, refusals: [404, 409] }),
  },
});
