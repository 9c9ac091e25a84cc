import type { Pool, PoolClient } from 'pg';

/** Requests of a type that ended before an instant (ms, business time) need not be kept. */
export interface Cutoff { type: string; before: number }

/** What a service has besides the journal: which of its requests have ended, and what it keeps of them. */
export interface Erasable {
  /** Of these types how many requests are due. Writes nothing. */
  count(pool: Pool, cutoffs: readonly Cutoff[]): Promise<{ type: string; requests: number }[]>;
  /** Ended before their cutoff, not erased, and with nothing under way. @param among only these, whose locks are held */
  find(client: PoolClient, cutoffs: readonly Cutoff[], limit: number, among?: readonly string[]): Promise<string[]>;
  /** What the service keeps of them besides the journal; they count as erased from then on. */
  erase(client: PoolClient, requestIds: readonly string[]): Promise<void>;
}

/** Nothing of the request is still to be published or handled. SQL condition. @param id the column of the request's id */
export const nothingUnderWay = (id: string): string => `NOT EXISTS (SELECT 1 FROM journal j WHERE j.request_id = ${id} AND (j.pending OR j.handling IN ('n', 'p')))
  AND NOT EXISTS (SELECT 1 FROM document_delivery dd WHERE dd.request_id = ${id} AND dd.pending) AND NOT EXISTS (SELECT 1 FROM dead_letter dl WHERE dl.request_id = ${id} AND dl.state = 'open')`;

/** Types and instants as the two arrays that the statements take. */
export const cutoffColumns = (cutoffs: readonly Cutoff[]): [string[], Date[]] => [cutoffs.map(({ type }) => type), cutoffs.map(({ before }) => new Date(before))];
