import type { RequestContract } from './request-contract';

/**
 * The milestone of a reply: the one it names, else the one that its outcome implies on a final reply. Desk (when it writes
 * the envelope) and fold both ask here, so a reply that another system sent without naming it counts the same.
 */
export const milestoneOf = (contract: Pick<RequestContract, 'milestones'>, reply: { final: boolean; outcome?: string; milestone?: string }): string | undefined =>
  reply.milestone ?? (reply.final ? contract.milestones.find(({ impliedBy }) => impliedBy !== undefined && impliedBy.outcome === reply.outcome)?.name : undefined);
