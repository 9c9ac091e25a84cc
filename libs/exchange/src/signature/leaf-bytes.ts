import { canonicalJson } from './canonical-json';

/** Not signed as such: `proof` is the signature, and the data stands in the signed attributes as `datadigest`. */
const unsigned: ReadonlySet<string> = new Set(['proof', 'data', 'data_base64']);

/**
 * What is signed of a message: the canonical form of `{"attributes":{…},"topic":"…"}` with every member of the event but
 * `proof`, `data` and `data_base64`, unknown ones included. The topic (its name in the topology, without a deployment's
 * prefix) is in it so that a message cannot be moved to another lane.
 * WARNING: these bytes are signed; changing them invalidates every stored proof.
 * @throws NotCanonical
 */
export function leafBytes(event: object, topic: string): Buffer {
  const attributes = Object.fromEntries(Object.entries(event).filter(([name]) => !unsigned.has(name)));
  return Buffer.from(canonicalJson({ attributes, topic }), 'utf8');
}
