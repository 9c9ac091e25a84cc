export const toBase64url = (bytes: Buffer): string => bytes.toString('base64url');

/** The bytes, or undefined unless the text is exactly what encoding them gives (RFC 4648 §5, no padding). Buffer alone takes anything. */
export function fromBase64url(text: unknown): Buffer | undefined {
  if (typeof text !== 'string') return undefined;
  const bytes = Buffer.from(text, 'base64url');
  return bytes.toString('base64url') === text ? bytes : undefined;
}
