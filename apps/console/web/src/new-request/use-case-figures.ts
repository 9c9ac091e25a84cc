import { useQuery } from '@tanstack/react-query';
import { courtKeys } from '../court/court-keys';
import { courtApi, dataOf } from '../api/services';
import { fenOf } from '../forms/money';
import { useSession } from '../session/session';
import type { CaseFigures } from './guard';

/** Undefined until it is known, and for a case that the court has not recorded. */
export function useCaseFigures(caseNumber: string | undefined): CaseFigures | undefined {
  const { desk } = useSession();
  const { data } = useQuery({
    queryKey: courtKeys.figures(caseNumber ?? ''), enabled: caseNumber !== undefined && caseNumber !== '', retry: false,
    queryFn: () => dataOf(courtApi(desk!).GET('/v1/measures/summary', { params: { query: { case: caseNumber! } } })),
  });
  const [cap, held, asked, transferred, left] = [data?.cap, data?.held, data?.asked, data?.transferred, data?.remainingCap].map(fenOf);
  return cap === undefined || left === undefined ? undefined : { cap, held: held ?? 0, asked: asked ?? 0, transferred: transferred ?? 0, left };
}
