import type { MoveName } from './lifecycle';

/**
 * The envelope of every message: CloudEvents 1.0 in structured mode. Attributes are public to the two desks and the
 * coordinator and carry no personal data; what is asked and answered travels in `data`, encrypted to the recipient.
 * WARNING: every name in this file is on the wire and in stored journals; renaming one breaks both.
 */
export interface EventAttributes {
  specversion: '1.0';
  /** UUIDv7. Unique for ever: a second message of the same id changes nothing. */
  id: string;
  /** `/organisations/<code>` of the sender. */
  source: string;
  /** `lianzhi.request.<move>.v1`, see `messageType`. */
  type: string;
  /** The request id (UUIDv7); also the Kafka key. */
  subject: string;
  /** Business time of the sender, RFC 3339 in UTC with milliseconds. */
  time: string;
  datacontenttype: 'application/jose' | 'application/json' | 'application/octet-stream';
  /** `urn:lianzhi:contract:<type>:<version>`. */
  dataschema: string;
  /** Organisation code of the receiver. */
  recipient: string;
  requesttype: string;
  urgency: string;
  /** Counts the sender's messages of this request from 1; absent on `resend-requested` and notices. */
  sequence?: number;
  /** See `merge.ts`: the requester's messages up to this one stand before this message. */
  of?: number;
  thread: string;
  follows?: string;
  outcome?: string;
  milestone?: string;
  /** A date or an instant: end of the watch, appointment, measure or extension. */
  until?: string;
  /** `resend-requested`: send again from this sequence. */
  resendfrom?: number;
  /** `resend-requested` and document chunks: the document id. */
  document?: string;
  /** Document chunks: index from 0 and count. */
  chunk?: number;
  chunks?: number;
  /** Notices of the coordinator: which obligation, its round and the step called (`warning-50`, `breach`, `escalation-1`, …). */
  obligation?: string;
  round?: number;
  step?: string;
  /** Base64url SHA-256 over the plain data, which itself holds a 32-byte salt. */
  datadigest: string;
  /** Local and test mode only: business time minus system time of the sender, ms, signed. */
  clockoffset?: number;
  traceparent?: string;
}

/** A whole message as it stands on the topic. `proof` is base64url JSON `{kid,alg,size,index,path,sig}`. */
export interface LianzhiEvent extends EventAttributes {
  proof: string;
  /** JWE compact serialisation (`application/jose`), or base64 of the plain bytes in `data_base64` (`application/json`). */
  data?: string;
  data_base64?: string;
}

const typePattern = /^lianzhi\.request\.([a-z-]+)\.v(\d+)$/;

export const messageType = (move: MoveName | 'resend-requested'): string => `lianzhi.request.${move}.v1`;
export const noticeType = (kind: string): string => `lianzhi.notice.${kind}.v1`;
export const documentChunkType = 'lianzhi.document.chunk.v1';

/** The move that a type names, or undefined when it names none. The version is judged separately. */
export function parseMessageType(type: string): { move: string; version: number } | undefined {
  const match = typePattern.exec(type);
  return match ? { move: match[1]!, version: Number(match[2]) } : undefined;
}

/** What a type is called where people read of it: the move, or what a notice tells. A type of another form stands for itself. */
export const typeName = (type: string): string => /^lianzhi\.(?:request|notice)\.([a-z-]+)\.v\d+$/.exec(type)?.[1] ?? type;

export const sourceOf = (organisation: string): string => `/organisations/${organisation}`;

/** Organisation code in a CloudEvents `source`, or undefined when it is not one of ours. */
export function organisationOf(source: string): string | undefined {
  return source.startsWith('/organisations/') ? source.slice('/organisations/'.length) : undefined;
}

export const laneTopic = (from: string, to: string): string => `exchange.${from}.${to}`;
export const documentsTopic = (from: string, to: string): string => `documents.${from}.${to}`;
export const noticesTopic = (operator: string): string => `notices.${operator}`;
export const directoryTopic = 'directory';
/** Not a topic: what an operator journals without sending it, because the other side has no lane. WARNING: stored. */
export const localTopic = (operator: string): string => `local.${operator}`;
export const anchorsTopic = 'anchors';
/** The coordinator's marks, written for their append times alone. */
export const timeTopic = 'time';

/** Operator code of the coordinator: the only writer of notices. */
export const coordinatorOperator = 'coordinator';

export interface Lane {
  kind: 'exchange' | 'documents' | 'notices' | 'local';
  from: string;
  to: string;
}

/** Who writes and who reads a topic of messages, or undefined when it is none. Operator codes hold no dots. */
export function parseLane(topic: string): Lane | undefined {
  const [kind, first, second, ...rest] = topic.split('.');
  if (rest.length > 0 || !first) return undefined;
  if (kind === 'notices' && second === undefined) return { kind, from: coordinatorOperator, to: first };
  if (kind === 'local' && second === undefined) return { kind, from: first, to: first };
  return (kind === 'exchange' || kind === 'documents') && second ? { kind, from: first, to: second } : undefined;
}
