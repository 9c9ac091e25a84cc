import type { Details, DocumentMove, RequestContract } from './request-contract';

/** Kinds (Chinese names) of documents that this move needs and does not have, in the order of the contract. */
export const missingDocuments = (contract: RequestContract, move: DocumentMove, details: Details, kinds: readonly string[]): string[] => contract.documents
  .filter(({ on = ['request'] }) => on.includes(move))
  .filter(({ required, requiredWhen }) => required || (requiredWhen !== undefined && details[requiredWhen.field] === requiredWhen.equals))
  .map(({ kind }) => kind)
  .filter((kind) => !kinds.includes(kind));
