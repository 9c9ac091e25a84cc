import { useQuery } from '@tanstack/react-query';
import { courtApi, dataOf } from '../api/services';
import { useSession } from '../session/session';
import { courtKeys } from './court-keys';

/** One case of the court; undefined without a number. */
export function useCase(caseNumber: string | undefined) {
  const { desk } = useSession();
  return useQuery({ queryKey: courtKeys.case(caseNumber ?? ''), enabled: caseNumber !== undefined && caseNumber !== '', queryFn: () => dataOf(courtApi(desk!).GET('/v1/cases/{caseNumber}', { params: { path: { caseNumber: caseNumber! } } })) });
}
