import type { JsonSchema } from '../fields';
import { instantPattern } from '../fields/instant';
import type { MoveName } from '../lifecycle';
import { urgencies } from '../urgency';

const uuid = { type: 'string', pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$', description: 'UUIDv7' };
const name = (description: string) => ({ type: 'string', minLength: 1, description });

/** Attributes of every message; see envelope.ts for what each means. Unknown ones are kept and ignored. */
const attributes: Record<string, JsonSchema> = {
  specversion: { const: '1.0' },
  id: uuid,
  source: { type: 'string', pattern: '^/organisations/.+$', description: 'the sending organisation' },
  type: name('lianzhi.request.<move>.v1'),
  subject: { ...uuid, description: 'request id, also the Kafka key' },
  time: { type: 'string', pattern: instantPattern, description: 'business time of the sender' },
  datacontenttype: { enum: ['application/jose', 'application/json', 'application/octet-stream'] },
  dataschema: name('urn:lianzhi:contract:<type>:<version>'),
  recipient: name('organisation code of the receiver'),
  requesttype: name('type of the request'),
  urgency: { enum: Object.keys(urgencies) },
  sequence: { type: 'integer', minimum: 1, description: "counts the sender's messages of this request" },
  of: { type: 'integer', minimum: 0, description: "the requester's messages up to this one stand before this message" },
  thread: { ...uuid, description: 'id of the first request of the thread' },
  follows: uuid,
  outcome: name('outcome of a reply'),
  milestone: name('a named step that starts or discharges an obligation'),
  until: name('a date or an instant: end of the watch, appointment, measure or extension'),
  datadigest: { type: 'string', pattern: '^[A-Za-z0-9_-]{43}$', description: 'base64url SHA-256 over the plain data, which holds a 32-byte salt' },
  resendfrom: { type: 'integer', minimum: 1, description: 'resend-requested: send again from this sequence' },
  document: { ...uuid, description: 'document of a chunk; on resend-requested the request id, for all of its documents' },
  chunk: { type: 'integer', minimum: 0, description: 'index of a document chunk' },
  chunks: { type: 'integer', minimum: 1, description: 'number of chunks of the document' },
  obligation: name('notices: which obligation'),
  round: { type: 'integer', minimum: 1, description: 'notices: which round of the obligation' },
  step: name('notices: warning-50, warning-80, breach, escalation-1, …'),
  clockoffset: { type: 'integer', description: 'local mode only: business minus system time, ms' },
  traceparent: name('W3C trace context'),
  proof: name('base64url JSON {kid, alg, size, index, path, sig}'),
  data: name('JWE compact serialisation (application/jose)'),
  data_base64: name('base64 of the plain bytes (application/json)'),
};
const required = ['specversion', 'id', 'source', 'type', 'subject', 'time', 'datacontenttype', 'dataschema', 'recipient', 'requesttype', 'urgency', 'thread', 'datadigest', 'proof'];

/** The value of one Kafka record: a CloudEvent in structured mode. */
export const envelopeSchema: JsonSchema = { type: 'object', properties: attributes, required };

/** What a move adds to the envelope. `taken` and `rejected` of the recipient carry `of`; `resend-requested` has no sequence. */
const extra: Partial<Record<MoveName, string[]>> = {
  'interim-replied': [], answered: ['outcome'], extended: ['until'], taken: ['of'],
};
export const envelopeOf = (move: MoveName, type: string, requestTypes: readonly string[]): JsonSchema => ({
  allOf: [
    { $ref: '#/components/schemas/Envelope' },
    { type: 'object', properties: { type: { const: type }, requesttype: { enum: [...requestTypes] } }, required: ['sequence', ...extra[move] ?? []] },
  ],
});
