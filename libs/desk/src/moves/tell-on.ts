import type { PoolClient } from 'pg';
import { allowedMoves, type Catalogue, type RequestState } from '@lianzhi/contracts';
import { writePendingMoves } from './pending-moves';

/** A milestone that somebody was told of in a thread, and that goes on to whoever it has asked something itself there. */
export interface MilestoneTold {
  /** Who was told. */
  organisation: string;
  thread: string;
  milestone: string;
  /** Message id, or what else told it. */
  causedBy: string;
}

/**
 * Has the organisation's own requests of the thread told of the milestone by a supplement, each once, as far as their contracts know it and their
 * state allows it (docs/decisions/012). A thread goes one way, so that this comes to an end.
 */
export async function tellOn(client: PoolClient, told: readonly MilestoneTold[], catalogue: Catalogue): Promise<void> {
  if (told.length === 0) return;
  const { rows } = await client.query<{ id: string; type: string; state: RequestState; n: number }>({
    name: 'tell-on-find',
    text: `SELECT r.id, r.type, r.state, t.n::int AS n FROM unnest($1::text[], $2::uuid[]) WITH ORDINALITY AS t(organisation, thread, n)
           JOIN request r ON r.thread = t.thread AND r.from_org = t.organisation AND r.box = 'sent'`,
    values: [told.map(({ organisation }) => organisation), told.map(({ thread }) => thread)],
  });
  await writePendingMoves(client, rows.flatMap(({ id, type, state, n }) => {
    const { milestone, organisation } = told[n - 1]!;
    const knows = catalogue.find(type)?.milestones.some(({ name, by, on }) => name === milestone && by === 'requester' && on.includes('supplement'));
    // Not delivered yet: the supplement is refused now and could be made a moment later, so it stays to be tried.
    return knows && (state === 'submitted' || allowedMoves(state, 'requester').includes('supplemented')) ? [{ requestId: id, cause: `milestone/${milestone}`, organisation, move: 'supplemented' as const, milestone }] : [];
  }));
}
