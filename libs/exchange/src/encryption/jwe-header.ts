import { UnusableData } from './unusable-data';

/** Protected header of our JWE. WARNING: on the wire. */
export interface JweHeader {
  alg: 'dir';
  enc: 'A256GCM';
  typ: 'JOSE';
  /** `json`: salted body of a message; `octet-stream`: salted document chunk. */
  cty: 'json' | 'octet-stream';
  /** Encryption key id of the recipient, and of the sender. */
  kid: string;
  skid: string;
  /** UTC day of sealing, YYYY-MM-DD: part of the derivation of the content key. */
  day: string;
}

export function encodeHeader({ alg, enc, typ, cty, kid, skid, day }: JweHeader): string {
  return Buffer.from(JSON.stringify({ alg, enc, typ, cty, kid, skid, day })).toString('base64url');
}

/** The members that the key depends on. `crit` and `zip` announce what we do not do, so they are refused. @throws UnusableData */
export function decodeHeader(text: string): Pick<JweHeader, 'kid' | 'skid' | 'day'> {
  const header = parse(text);
  if (header?.alg !== 'dir' || header.enc !== 'A256GCM' || header.crit !== undefined || header.zip !== undefined) {
    throw new UnusableData('unreadable-data', 'the protected header is not "dir" with "A256GCM"');
  }
  const { kid, skid, day } = header;
  if (typeof kid !== 'string' || typeof skid !== 'string' || typeof day !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(day)) {
    throw new UnusableData('unreadable-data', 'the protected header lacks kid, skid or day');
  }
  return { kid, skid, day };
}

function parse(text: string): Record<string, unknown> | undefined {
  try {
    const json: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    return typeof json === 'object' && json !== null ? (json as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
