import { useQuery } from '@tanstack/react-query';
import type { ContractEntry } from '../forms/contract-entry';
import { useSession } from '../session/session';
import { keys } from './keys';
import type { CatalogueSummary } from './request-types';
import { dataOf, deskApi } from './services';

/** All request types; they change with a release only. */
export const useCatalogue = (): readonly CatalogueSummary[] => useCatalogueQuery().data?.items ?? [];

export function useCatalogueQuery() {
  const { desk } = useSession();
  return useQuery({ queryKey: keys.catalogue, enabled: desk !== undefined, staleTime: Infinity, queryFn: () => dataOf(deskApi(desk!).GET('/v1/catalogue')) });
}

/** Everything about one type: its forms, documents, outcomes, limits. */
export function useContract(type: string | undefined): ContractEntry | undefined {
  const { desk } = useSession();
  const { data } = useQuery({
    queryKey: keys.catalogueEntry(type ?? ''), enabled: desk !== undefined && type !== undefined, staleTime: Infinity,
    queryFn: async () => (await dataOf(deskApi(desk!).GET('/v1/catalogue/{type}', { params: { path: { type: type! } } }))) as unknown as ContractEntry,
  });
  return data;
}
