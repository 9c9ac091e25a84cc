/**
 * What calls answer that go on side by side: statements of one transaction, sent one behind the other without waiting (decision 029). Resolves, or rejects
 * with the error of the first of them that failed, once all have ended: whoever then rolls back finds nothing still on its way.
 */
export async function together<T extends readonly unknown[]>(sent: { readonly [K in keyof T]: Promise<T[K]> }): Promise<T> {
  const ended = await Promise.allSettled(sent);
  for (const one of ended) if (one.status === 'rejected') throw one.reason;
  return ended.map((one) => (one as PromiseFulfilledResult<unknown>).value) as unknown as T;
}
