import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { dataOf, type DeskApi } from '../api/services';
import type { Letter } from './letter';
import type { LetterCount, LetterFilter } from './letter-filter';

const PAGE = 100;
const soon = 15_000;

/** Open dead letters that meet the filter, the newest first, page after page. */
export const useLetters = (api: DeskApi, service: string, filter: LetterFilter) => useInfiniteQuery({
  queryKey: ['operations', 'letters', service, filter], refetchInterval: soon, initialPageParam: '',
  queryFn: async ({ pageParam }) => (await dataOf(api.GET('/v1/dead-letters', { params: { query: { state: 'open', limit: PAGE, ...filter, ...(pageParam !== '' && { cursor: pageParam }) } } }))) as { items: Letter[]; nextCursor: string | null },
  getNextPageParam: (last) => last.nextCursor ?? undefined,
});

export const useLetterCounts = (api: DeskApi, service: string) => useQuery({ queryKey: ['operations', 'letter-counts', service], refetchInterval: soon, queryFn: async () => (await dataOf(api.GET('/v1/dead-letter-counts'))).items as LetterCount[] });
