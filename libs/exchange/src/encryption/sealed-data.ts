/** What a message carries of its data. `octet-stream` stands only with a document chunk in unencrypted mode. */
export interface SealedData {
  datacontenttype: 'application/jose' | 'application/json' | 'application/octet-stream';
  /** Base64url SHA-256 over the plain bytes, salt included. */
  datadigest: string;
  /** JWE compact serialisation (RFC 7516 §3.1). */
  data?: string;
  /** Unencrypted mode: base64 of the plain bytes. */
  data_base64?: string;
}

/** The part of a message that opening needs. */
export type DataAttributes = Pick<SealedData, 'datadigest' | 'data' | 'data_base64'>;

/** The two operators of a lane: who seals and for whom. See `parseLane`. */
export interface LaneOperators {
  from: string;
  to: string;
}
