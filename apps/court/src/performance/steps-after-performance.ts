import { allowedMoves, debtorPerformed, isOpen, type Catalogue, type MilestoneMove, type RequestContract, type RequestState } from '@lianzhi/contracts';
import type { PendingMove } from '@lianzhi/desk';

/** A request that the court has sent in the case. */
export interface SentStep { id: string; type: string; state: RequestState }

const says = ({ milestones }: RequestContract, move: MilestoneMove): boolean => milestones.some(({ name, by, on }) => name === debtorPerformed.name && by === 'requester' && on.includes(move));

/** In both languages: it goes to desks of either. Never the officer's own note, which may hold personal data. */
export const performedInFull = '被执行人已履行完毕 The debtor has performed in full';

/**
 * What the court's own machine does once the debtor has performed in full (docs/decisions/012): open steps that have lost their purpose are withdrawn;
 * whoever has answered already, and acts on it, is told. Pure.
 */
export function stepsAfterPerformance(steps: readonly SentStep[], { catalogue, organisation, cause }: { catalogue: Pick<Catalogue, 'find'>; organisation: string; cause: string }): (PendingMove & { type: string })[] {
  return steps.flatMap<PendingMove & { type: string }>(({ id, type, state }) => {
    const contract = catalogue.find(type);
    if (!contract) return [];
    const milestone = debtorPerformed.name;
    const move = { requestId: id, type, cause, organisation };
    if (isOpen(state) && contract.onPerformance === 'withdraw') return [{ ...move, move: 'withdrawn' as const, reason: performedInFull, ...(says(contract, 'withdrawal') && { milestone }) }];
    if (says(contract, 'supplement') && allowedMoves(state, 'requester').includes('supplemented')) return [{ ...move, move: 'supplemented' as const, milestone }];
    return [];
  });
}
