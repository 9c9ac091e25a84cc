import type { Catalogue, Operator } from '../catalogue';
import { anchorsTopic, coordinatorOperator, directoryTopic, documentChunkType, documentsTopic, laneTopic, messageType, noticesTopic, timeTopic } from '../envelope';
import type { JsonSchema } from '../fields';
import { moveNames, moveRule, type MoveName } from '../lifecycle';
import type { RequestContract } from '../request-contract';
import type { Side } from '../obligation-rule';
import { envelopeOf, envelopeSchema } from './envelope-schema';
import { messageData } from './message-data';
import { lanesOf } from './topology';

interface Channel { address: string; title: string; messages: Record<string, JsonSchema>; 'x-writer': string; 'x-reader': string }
interface Lane { from: string; to: string }
const ref = (path: string): JsonSchema => ({ $ref: `#/${path}` });
const movesOf = (side: Side): MoveName[] => moveNames.filter((move) => [side, 'both'].includes(moveRule(move).by));
const messageName = (contract: RequestContract, move: MoveName) => `${contract.type}.${move}`;

/** The messages of a lane: what the requester sends where `from` asks, what the recipient sends where it answers. */
const laneMessages = (catalogue: Catalogue, from: string, to: string): string[] => catalogue.contracts.flatMap((contract) => [
  ...contract.requesters.includes(from) && contract.responders.includes(to) ? movesOf('requester').map((move) => messageName(contract, move)) : [],
  ...contract.requesters.includes(to) && contract.responders.includes(from) ? movesOf('recipient').map((move) => messageName(contract, move)) : [],
]);

const channel = (address: string, title: string, { from, to }: Lane, messages: readonly string[]): Channel => ({
  address, title, 'x-writer': from, 'x-reader': to,
  messages: Object.fromEntries([...new Set(messages)].map((name) => [name, ref(`components/messages/${name}`)])),
});

const channelsOf = (catalogue: Catalogue, operators: readonly Operator[], only?: string): Channel[] => {
  const agencyOf = (code: string) => operators.find((operator) => operator.code === code)!.agency;
  const lanes = lanesOf(catalogue, operators).filter(({ from, to }) => only === undefined || from === only || to === only);
  return [
    ...lanes.map((lane) => channel(laneTopic(lane.from, lane.to), `事项消息 messages ${lane.from} → ${lane.to}`, lane, [...laneMessages(catalogue, agencyOf(lane.from), agencyOf(lane.to)), 'resend-requested'])),
    ...lanes.map((lane) => channel(documentsTopic(lane.from, lane.to), `文书 documents ${lane.from} → ${lane.to}`, lane, ['document-chunk'])),
    ...operators.filter(({ code }) => only === undefined || code === only)
      .map(({ code }) => channel(noticesTopic(code), `督办通知 notices to ${code}`, { from: coordinatorOperator, to: code }, ['notice'])),
  ];
};

const operationsOf = (channels: Channel[], only?: string) => Object.fromEntries(channels.flatMap(({ address, 'x-writer': writer, 'x-reader': reader }) => [
  ...only === undefined || writer === only ? [[`${writer}.sends.${address}`, { action: 'send', channel: ref(`channels/${address}`) }]] : [],
  ...only === undefined || reader === only ? [[`${reader}.receives.${address}`, { action: 'receive', channel: ref(`channels/${address}`) }]] : [],
]));

const contentType = 'application/cloudevents+json';
const plain = (name: string, type: string, title: string, properties: JsonSchema, required: string[]): JsonSchema => ({
  name, title, contentType, payload: { allOf: [ref('components/schemas/Envelope'), { type: 'object', properties: { type: { const: type }, ...properties }, required }] },
});

const messagesOf = (catalogue: Catalogue, used: Set<string>): Record<string, JsonSchema> => ({
  ...Object.fromEntries(catalogue.contracts.flatMap((contract) => moveNames.map((move) => [messageName(contract, move), {
    name: messageType(move), title: `${contract.title.zh} · ${move}`, summary: contract.title.en, contentType,
    payload: envelopeOf(move, messageType(move), [contract.type]),
    'x-plain-data': ref(`components/schemas/${messageName(contract, move)}`),
  }] as const)).filter(([name]) => used.has(name))),
  'resend-requested': plain(messageType('resend-requested'), messageType('resend-requested'), '请求重发', { resendfrom: { type: 'integer', minimum: 1 }, document: { type: 'string' } }, []),
  'document-chunk': plain(documentChunkType, documentChunkType, '文书分块', { document: { type: 'string' }, chunk: { type: 'integer', minimum: 0 }, chunks: { type: 'integer', minimum: 1 } }, ['document', 'chunk', 'chunks']),
  notice: {
    name: 'lianzhi.notice', title: '督办通知', contentType,
    payload: { allOf: [ref('components/schemas/Envelope'), { type: 'object', properties: { type: { type: 'string', pattern: '^lianzhi\\.notice\\.[a-z-]+\\.v1$' }, obligation: { type: 'string' }, round: { type: 'integer' }, step: { type: 'string' } } }] },
  },
});

const schemasOf = (catalogue: Catalogue, used: Set<string>) => Object.fromEntries([
  ['Envelope', envelopeSchema] as const,
  ...catalogue.contracts.flatMap((contract) => moveNames.map((move) => [messageName(contract, move), messageData(move, contract)] as const)).filter(([name]) => used.has(name)),
]);

/**
 * AsyncAPI 3.0 of the bus: every lane with what may travel on it. With `only`, what that operator sends and receives.
 * `x-plain-data` is the schema of the data before encryption: a payload shows only its envelope.
 */
export const asyncapi = (catalogue: Catalogue, operators: readonly Operator[], only?: string): JsonSchema => {
  const channels = channelsOf(catalogue, operators, only);
  const used = new Set(channels.flatMap(({ messages }) => Object.keys(messages)));
  return {
    asyncapi: '3.0.0',
    info: {
      title: only ? `联执 Lianzhi · ${only}` : '联执 Lianzhi', version: '1.0.0',
      description: `执行联动消息总线。CloudEvents 1.0 structured mode, key = request id; see docs/wire-format.md. Besides the lanes: ${directoryTopic} (compacted), ${anchorsTopic}, ${timeTopic}.`,
    },
    defaultContentType: contentType,
    channels: Object.fromEntries(channels.map((one) => [one.address, one])),
    operations: operationsOf(channels, only),
    components: { messages: messagesOf(catalogue, used), schemas: schemasOf(catalogue, used) },
  };
};
