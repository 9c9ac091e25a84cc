import type { ContractEntry } from '../forms/contract-entry';
import { fenOf } from '../forms/money';

/** What may still be frozen in a case, in fen. */
export interface CaseFigures { cap: number; held: number; asked: number; transferred: number; left: number }

/** The field whose amount counts towards what the case owes; undefined for types without one. */
export function guardedField(contract: ContractEntry | undefined): string | undefined {
  const { measure } = contract ?? {};
  return measure?.amount?.capped && measure.acts.some((act) => act === 'create' || act === 'renew') ? measure.amount.asked : undefined;
}

export interface Guard { field: string; figures: CaseFigures; wanted: number | undefined; /** More than is left; not positive when it fits. */ over: number }

/** @param own fen that the measure holds already: a renewal counts only with what it asks beyond that */
export function guardOf(contract: ContractEntry | undefined, figures: CaseFigures | undefined, amount: unknown, own = 0): Guard | undefined {
  const field = guardedField(contract);
  if (field === undefined || figures === undefined) return undefined;
  const wanted = fenOf(amount as string | undefined);
  return { field, figures: { ...figures, left: figures.left + own }, wanted, over: (wanted ?? 0) - figures.left - own };
}
