/**
 * `unreadable-data`: not a JWE of our kind, a key that is not there, a failed decryption, or plain bytes that are no JSON object.
 * `digest-mismatch`: readable, but not what was signed.
 */
export type DataFault = 'unreadable-data' | 'digest-mismatch';

/** The data of a message cannot be used. The text names the cause and never holds any of the data. */
export class UnusableData extends Error {
  /** @param unknownKid the key id that was not found, worth one more look at the directory */
  constructor(readonly kind: DataFault, detail: string, readonly unknownKid?: string) {
    super(`${kind}: ${detail}`);
  }
}
