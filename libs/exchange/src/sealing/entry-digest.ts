import { es256, leafHash, toBase64url } from '../signature';

/** What is sealed of a journal entry. Instants as Postgres writes them: RFC 3339, UTC, microseconds. */
export interface SealedEntryFacts {
  direction: 'sent' | 'received';
  /** RFC 9162 leaf hash (SHA-256) of the message's signed bytes: a salted commitment, since these hold `datadigest` in place of the data. */
  leaf: Buffer;
  recordedAt: string;
  /** Of a received one: when the bus took it. Of a sent one it is not known when it is sealed. */
  appendedAt: string | undefined;
}

/**
 * The text of an entry that is hashed into the journal's tree. It holds no data, so payloads can be erased while it stands.
 * WARNING: stored digests and anchored roots depend on every byte; `entryDigestSql` must say the same.
 */
export function entryText({ direction, leaf, recordedAt, appendedAt }: SealedEntryFacts): string {
  return `lianzhi-entry-v1\n${direction}\n${toBase64url(leaf)}\n${recordedAt}\n${appendedAt ?? '-'}\n`;
}

export const entryDigest = (facts: SealedEntryFacts): Buffer => leafHash(es256, Buffer.from(entryText(facts), 'ascii'));

export function parseEntryText(text: string): SealedEntryFacts | undefined {
  const match = /^lianzhi-entry-v1\n(sent|received)\n([\w-]{43})\n([\d:.TZ-]+)\n([\d:.TZ-]+)\n$/.exec(text);
  if (!match) return undefined;
  const [, direction, leaf, recordedAt, appendedAt] = match as unknown as [string, 'sent' | 'received', string, string, string];
  return { direction, leaf: Buffer.from(leaf, 'base64url'), recordedAt, appendedAt: appendedAt === '-' ? undefined : appendedAt };
}

/** An instant of the journal as it is sealed. */
export const sealedInstantSql = (column: string): string => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

/** The same digest, computed where the rows are: they need not travel. */
export const entryDigestSql = `sha256('\\x00'::bytea || convert_to('lianzhi-entry-v1' || E'\\n' || CASE direction WHEN 'o' THEN 'sent' ELSE 'received' END || E'\\n'
  || translate(encode(leaf, 'base64'), '+/=', '-_') || E'\\n' || ${sealedInstantSql('recorded_at')} || E'\\n'
  || CASE WHEN direction = 'i' AND appended_at IS NOT NULL THEN ${sealedInstantSql('appended_at')} ELSE '-' END || E'\\n', 'UTF8'))`;
