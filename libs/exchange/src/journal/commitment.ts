import { es256, leafBytes, leafHash } from '../signature';

/**
 * What the journal's chain holds of a message: the SHA-256 leaf hash of its signed bytes, whatever suite signs it. These have the salted
 * `datadigest` in place of the data, so the data can be erased and nobody can guess it from the commitment. WARNING: stored.
 */
export const commitmentOf = (attributes: object, topic: string): Buffer => leafHash(es256, leafBytes(attributes, topic));
