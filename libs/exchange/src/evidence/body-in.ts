/** The members of plain data; none when it is no JSON object: whoever signed it may have signed anything. */
export function bodyIn(plain: Buffer): Record<string, unknown> {
  try {
    const body: unknown = JSON.parse(plain.toString('utf8'));
    return typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

/** The documents that a message's data names, as far as it does so as it should. */
export function documentsIn(plain: Buffer): { id: string; sha256: string }[] {
  const { documents } = bodyIn(plain);
  return Array.isArray(documents) ? (documents as Partial<{ id: string; sha256: string }>[]).filter((each): each is { id: string; sha256: string } => typeof each?.id === 'string' && typeof each.sha256 === 'string') : [];
}
