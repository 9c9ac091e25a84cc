import type { EventAttributes, LianzhiEvent } from '@lianzhi/contracts';

/** The event of stored or received bytes. The bytes were checked when they were taken in. */
export const readEvent = (bytes: Buffer): LianzhiEvent => JSON.parse(bytes.toString('utf8')) as LianzhiEvent;

/** The attributes of an event: every member but `proof` and the data. */
export function attributesOf(event: Partial<LianzhiEvent>): EventAttributes {
  const { proof: _proof, data: _data, data_base64: _base64, ...attributes } = event;
  return attributes as EventAttributes;
}

export const readAttributes = (bytes: Buffer): EventAttributes => attributesOf(readEvent(bytes));

/** The bytes that go on the topic: the journalled ones with `proof` appended as the last member. */
export function withProof(event: Buffer | string, proof: string): Buffer {
  if (typeof event === 'string') return Buffer.from(`${event.slice(0, -1)},"proof":${JSON.stringify(proof)}}`);
  return Buffer.concat([event.subarray(0, event.length - 1), Buffer.from(`,"proof":${JSON.stringify(proof)}}`)]);
}
