import type { Bilingual } from '../../bilingual';
import type { Catalogue } from '../../catalogue';
import type { JsonSchema } from '../../fields';
import type { Side } from '../../obligation-rule';
import type { RequestContract } from '../../request-contract';
import { movePaths, type MovePath } from '../../validate-move';
import { moveSchema, replySchema, submissionSchema } from '../json-schema';
import { header, operation, requestIdParameter, schemaRef } from './operation';

export const idempotencyKey = header('Idempotency-Key', '同一键与同一内容得到同一答复 the same key and body get the recorded answer');
/** Moves whose body has nothing that is required. */
const mayBeEmpty: readonly string[] = ['accept', 'supplements', 'urges', 'closure'];

const titles: Record<MovePath | 'replies', { title: Bilingual; by: Side | 'both' }> = {
  accept: { title: { zh: '签收', en: 'Accept' }, by: 'recipient' },
  return: { title: { zh: '退回', en: 'Return' }, by: 'recipient' },
  replies: { title: { zh: '反馈', en: 'Reply' }, by: 'recipient' },
  'information-requests': { title: { zh: '要求补充', en: 'Ask for information' }, by: 'recipient' },
  supplements: { title: { zh: '补充', en: 'Supplement' }, by: 'requester' },
  extensions: { title: { zh: '延期', en: 'Extend' }, by: 'recipient' },
  withdrawal: { title: { zh: '撤回', en: 'Withdraw' }, by: 'requester' },
  urges: { title: { zh: '催办', en: 'Urge' }, by: 'requester' },
  closure: { title: { zh: '办结确认', en: 'Close' }, by: 'requester' },
  objection: { title: { zh: '异议', en: 'Object' }, by: 'requester' },
  'measure-changes': { title: { zh: '查控措施变化', en: 'Measure changed' }, by: 'recipient' },
};

const pascal = (slug: string) => slug.split('-').map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
/** Component name of a contract's body, for example `FreezeAccountReply`. */
export const schemaName = (contract: RequestContract, what: string) => `${pascal(contract.type)}${pascal(what)}`;

/** A request at a desk is one that its agency sends or one that it answers; a move concerns only one of the two. */
const concerned = (catalogue: Catalogue, agency: string, by: Side | 'both'): RequestContract[] => by === 'requester' ? catalogue.sentBy(agency) : catalogue.answeredBy(agency);

const bodyOf = (catalogue: Catalogue, agency: string, path: MovePath | 'replies'): JsonSchema => {
  const contracts = concerned(catalogue, agency, titles[path].by);
  return contracts.length === 0 ? { type: 'object' } : { anyOf: contracts.map((contract) => schemaRef(schemaName(contract, path))) };
};

/** Schemas of every body that this agency's desk takes, by contract. */
export const deskBodySchemas = (catalogue: Catalogue, agency: string): Record<string, JsonSchema> => Object.fromEntries([
  ...catalogue.sentBy(agency).map((contract) => [schemaName(contract, 'submission'), submissionSchema(contract)] as const),
  ...catalogue.answeredBy(agency).map((contract) => [schemaName(contract, 'replies'), replySchema(contract)] as const),
  ...movePaths.flatMap((path) => concerned(catalogue, agency, titles[path].by).map((contract) => [schemaName(contract, path), moveSchema(contract, path)] as const)),
]);

/** The body of `POST /v1/requests`, told apart by `type`. */
export const submissionBody = (catalogue: Catalogue, agency: string): JsonSchema => {
  const contracts = catalogue.sentBy(agency);
  if (contracts.length === 0) return { type: 'object' };
  const name = (contract: RequestContract) => schemaName(contract, 'submission');
  return {
    oneOf: contracts.map((contract) => schemaRef(name(contract))),
    discriminator: { propertyName: 'type', mapping: Object.fromEntries(contracts.map((contract) => [contract.type, `#/components/schemas/${name(contract)}`])) },
  };
};

/** One path per move of domain.md §3. */
export const movePathItems = (catalogue: Catalogue, agency: string): Record<string, JsonSchema> => Object.fromEntries((Object.keys(titles) as (MovePath | 'replies')[]).map((path) => [
  `/v1/requests/{id}/${path}`,
  { post: operation({ id: path, title: titles[path].title, tag: 'moves', parameters: [requestIdParameter, idempotencyKey], body: bodyOf(catalogue, agency, path), ...(mayBeEmpty.includes(path) && { bodyOptional: true as const }), response: schemaRef('Request'), refusals: [404, 409] }) },
]));
