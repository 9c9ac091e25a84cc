import { useQuery } from '@tanstack/react-query';
import { courtKeys } from '../court/court-keys';
import { courtApi, dataOf } from '../api/services';
import type { ContractEntry } from '../forms/contract-entry';
import { fenOf } from '../forms/money';
import { useSession } from '../session/session';

/** What may still be frozen in a case, in fen. */
export interface CaseFigures { cap: number; held: number; asked: number; left: number }

/** Undefined until it is known, and for a case that the court has not recorded. */
export function useCaseFigures(caseNumber: string | undefined): CaseFigures | undefined {
  const { desk } = useSession();
  const { data } = useQuery({
    queryKey: courtKeys.figures(caseNumber ?? ''), enabled: caseNumber !== undefined && caseNumber !== '', retry: false,
    queryFn: () => dataOf(courtApi(desk!).GET('/v1/measures/summary', { params: { query: { case: caseNumber! } } })),
  });
  const [cap, held, asked, left] = [data?.cap, data?.held, data?.asked, data?.remainingCap].map(fenOf);
  return cap === undefined || left === undefined ? undefined : { cap, held: held ?? 0, asked: asked ?? 0, left };
}

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
