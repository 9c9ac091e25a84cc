import { decryptCompact } from './compact-jwe';
import type { ContentKeys } from './content-keys';
import { bodyOf, contentOf, dataDigest } from './salted-bytes';
import type { DataAttributes, LaneOperators } from './sealed-data';
import { UnusableData } from './unusable-data';

/** The body of a message, without its salt; as recipient or as sender. Verify the proof first: it covers `datadigest`. @throws UnusableData */
export function openData(event: DataAttributes, lane: LaneOperators, keys: ContentKeys): Record<string, unknown> {
  return bodyOf(openBytes(event, lane, keys));
}

/** The content of a document chunk, without its salt. @throws UnusableData */
export function openChunk(event: DataAttributes, lane: LaneOperators, keys: ContentKeys): Buffer {
  return contentOf(openBytes(event, lane, keys));
}

/** Exactly the bytes that `datadigest` speaks of, salt included. @throws UnusableData */
export function openBytes(event: DataAttributes, lane: LaneOperators, keys: ContentKeys): Buffer {
  const plain = plainBytes(event, lane, keys);
  if (dataDigest(plain) !== event.datadigest) throw new UnusableData('digest-mismatch', 'the data is not what was signed');
  return plain;
}

function plainBytes({ data, data_base64: base64 }: DataAttributes, lane: LaneOperators, keys: ContentKeys): Buffer {
  // These come from outside: whatever the types say, they may be anything.
  if (typeof data === 'string') return decryptCompact(data, (header) => keys.forHeader(header, lane));
  if (typeof base64 === 'string') return Buffer.from(base64, 'base64');
  throw new UnusableData('unreadable-data', 'the message has neither data nor data_base64');
}
