import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useSession, type Organisation } from '../session/session';
import { coordinatorApi, dataOf } from './services';
import { keys } from './keys';

/** The whole directory once: names stand on every row, and it changes a few times a year. */
async function readDirectory(): Promise<Map<string, Organisation>> {
  const found = new Map<string, Organisation>();
  let cursor: string | undefined;
  do {
    const page = await dataOf(coordinatorApi.GET('/v1/organisations', { params: { query: { limit: 200, ...(cursor !== undefined && { cursor }) } } }));
    for (const organisation of page.items as Organisation[]) found.set(organisation.code, organisation);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return found;
}

export const useOrganisations = (): ReadonlyMap<string, Organisation> => {
  const { organisation } = useSession();
  const { data } = useQuery({ queryKey: keys.organisations, queryFn: readDirectory, staleTime: 3_600_000, gcTime: Infinity });
  return data ?? new Map([[organisation.code, organisation]]);
};

/** Names by code. `short` leaves out what the reader knows from where they are (太原市小店区人民法院 → 小店区人民法院). */
export function useOrganisationName(): (code: string, length?: 'full' | 'short') => string {
  const known = useOrganisations();
  return useCallback((code, length = 'full') => {
    const name = known.get(code)?.name ?? code;
    return length === 'short' ? name.replace(/^[^省市]{2,4}(?:省|自治区)/, '').replace(/^[^市县区]{2,3}市(?=.{2,}[县区市])/, '') : name;
  }, [known]);
}
