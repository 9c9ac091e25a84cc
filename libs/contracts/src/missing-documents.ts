import type { Details, DocumentMove, DocumentRule, RequestContract } from './request-contract';

/** What a move says besides its details. `final` left out: it ends the matter, as far as it can. */
export interface SaidByMove { final?: boolean; outcome?: string; milestone?: string }

/**
 * Kinds (Chinese names) of documents that this move needs and does not have, in the order of the contract. Of a document
 * with alternatives any one suffices; the document itself is named when none is there.
 */
export const missingDocuments = ({ documents }: Pick<RequestContract, 'documents'>, move: DocumentMove, details: Details, kinds: readonly string[], said: SaidByMove = {}): string[] => documents
  .filter(({ on = ['request'] }) => on.includes(move))
  .filter((rule) => isNeeded(rule, move, details, said))
  .filter(({ kind, alternatives = [] }) => ![kind, ...alternatives].some((serves) => kinds.includes(serves)))
  .map(({ kind }) => kind);

/** What goes with an answer goes with the final one; what goes with a milestone, with whichever move names it. */
function isNeeded({ required, requiredWhen, requiredWith = {} }: DocumentRule, move: DocumentMove, details: Details, { final = true, outcome, milestone }: SaidByMove): boolean {
  const interim = move === 'reply' && !final;
  return (required && !interim)
    || (requiredWhen !== undefined && !interim && details[requiredWhen.field] === requiredWhen.equals)
    || (final && outcome !== undefined && requiredWith.outcomes?.includes(outcome) === true)
    || (milestone !== undefined && requiredWith.milestones?.includes(milestone) === true);
}
