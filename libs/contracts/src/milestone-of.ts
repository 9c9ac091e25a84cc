import type { Details, RequestContract } from './request-contract';

/**
 * The milestone of a reply: the one it names, else the one that its outcome implies on a final reply. Desk (when it writes
 * the envelope) and fold both ask here, so a reply that another system sent without naming it counts the same.
 */
export const milestoneOf = (contract: Pick<RequestContract, 'milestones'>, reply: { final: boolean; outcome?: string; milestone?: string }): string | undefined =>
  reply.milestone ?? (reply.final ? contract.milestones.find(({ impliedBy }) => impliedBy !== undefined && reply.outcome !== undefined && impliedBy.outcomes.includes(reply.outcome))?.name : undefined);

/** The milestone that a request carries because of what its details say; nobody names it. */
export const milestoneOfRequest = (contract: Pick<RequestContract, 'milestones'>, details: Details): string | undefined => contract.milestones
  .find(({ impliedByRequest }) => impliedByRequest !== undefined && impliedByRequest.values.includes(String(details[impliedByRequest.field])))?.name;
