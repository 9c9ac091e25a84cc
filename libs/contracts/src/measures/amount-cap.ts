import { fenOf, moneyOf } from '../fields';

/** What a measure takes of what a case owes. Yuan. */
export interface Holding { id: string; amount: string; /** Yuan that a release already asked for will free; all of it when `true`. */ releasing?: string | true }

/** What is left of the cap under these holdings; never below nothing. */
export function remainingCap(cap: string, counted: readonly string[]): string {
  const rest = counted.reduce((left, amount) => left - fenOf(amount), fenOf(cap));
  return moneyOf(rest < 0n ? 0n : rest);
}

/**
 * What has to be released so that no more than the cap stays held (超标的额): the latest asked for first (ids grow with time), and of the last one no more than needed.
 * What is being released already is not asked for twice. Pure.
 */
export function releasesFor(cap: string, holdings: readonly Holding[]): { id: string; amount: string; whole: boolean }[] {
  const staying = holdings.map(({ id, amount, releasing }) => ({ id, fen: releasing === true ? 0n : positive(fenOf(amount) - fenOf(releasing ?? '0.00')), whole: releasing === undefined }));
  let excess = staying.reduce((sum, { fen }) => sum + fen, 0n) - fenOf(cap);
  return [...staying].sort((a, b) => (a.id < b.id ? 1 : -1)).flatMap(({ id, fen, whole }) => {
    const amount = fen < excess ? fen : excess;
    if (amount <= 0n) return [];
    excess -= amount;
    return [{ id, amount: moneyOf(amount), whole: whole && amount === fen }];
  });
}

const positive = (fen: bigint): bigint => (fen < 0n ? 0n : fen);
