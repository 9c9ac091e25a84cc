import type { Details, DocumentMove, RequestContract } from './request-contract';

/**
 * Kinds (Chinese names) of documents that this move needs and does not have, in the order of the contract. Of a document
 * with alternatives any one suffices; the document itself is named when none is there.
 */
export const missingDocuments = ({ documents }: Pick<RequestContract, 'documents'>, move: DocumentMove, details: Details, kinds: readonly string[]): string[] => documents
  .filter(({ on = ['request'] }) => on.includes(move))
  .filter(({ required, requiredWhen }) => required || (requiredWhen !== undefined && details[requiredWhen.field] === requiredWhen.equals))
  .filter(({ kind, alternatives = [] }) => ![kind, ...alternatives].some((serves) => kinds.includes(serves)))
  .map(({ kind }) => kind);
