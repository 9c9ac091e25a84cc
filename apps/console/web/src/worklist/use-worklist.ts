import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { keys } from '../api/keys';
import type { RequestView } from '../api/request-types';
import { dataOf, deskApi } from '../api/services';
import { useRequestEvents, type RequestEvent } from '../live/live-provider';
import { dueStateOf, isEnded } from '../parts/due';
import { turnOf } from '../parts/turn-tag';
import { useSession } from '../session/session';
import { isSameDay } from '../time/countdown';
import { serverNow, useServerTime } from '../time/server-clock';
import { currentObligation } from '../parts/due';
import type { Cell, Group, WorklistFilter } from './filter';

const PAGE = 60;

/** Everything that the list is made of: first what is ours to do, then what waits for others; each by least time left. */
export function useWorklist(filter: WorklistFilter, scope: 'open' | 'all', box: Box = 'received') {
  const { desk } = useSession();
  const acting = usePart(desk!, box, filter, 'acting', true);
  const waiting = usePart(desk!, box, filter, 'waiting', isWhole(acting));
  const ended = usePart(desk!, box, filter, 'ended', scope === 'all' && isWhole(acting) && isWhole(waiting));
  const items = useMemo(() => [acting.data, waiting.data, ended.data].flatMap((data) => data?.pages ?? []).flatMap((page) => page.items), [acting.data, waiting.data, ended.data]);
  const parts = [acting, waiting, ended];
  const more = (): void => {
    const next = parts.find(({ hasNextPage }) => hasNextPage);
    if (next && !next.isFetchingNextPage) void next.fetchNextPage();
  };
  useServerTime(items.at(0));
  return {
    items, more, hasMore: parts.some(({ hasNextPage, isLoading }) => hasNextPage || isLoading),
    loading: acting.isLoading, error: parts.find(({ error }) => error !== null)?.error ?? null, retry: () => { for (const part of parts) if (part.isError) void part.refetch(); },
  };
}

export type Box = 'received' | 'sent';
type Part = 'acting' | 'waiting' | 'ended';
const isWhole = ({ isSuccess, hasNextPage }: { isSuccess: boolean; hasNextPage: boolean }): boolean => isSuccess && !hasNextPage;

function usePart(desk: string, box: Box, filter: WorklistFilter, part: Part, enabled: boolean) {
  return useInfiniteQuery({
    queryKey: keys.list({ ...filter, part, box }), enabled, initialPageParam: '',
    queryFn: ({ pageParam }) => dataOf(deskApi(desk).GET('/v1/requests', {
      params: { query: { box, part, ...(filter as object), limit: PAGE, ...(pageParam !== '' && { cursor: pageParam }) } },
    })),
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    // Rows must not move under somebody's hands: events tell that there is something new, and the person says when to show it.
    refetchOnWindowFocus: false, staleTime: Infinity,
  });
}

/** How many there are of what, for the filters and the groups. */
export function useCells(scope: 'open' | 'all', box: Box = 'received') {
  const { desk } = useSession();
  const { data } = useQuery({
    queryKey: keys.counts({ scope, box }), refetchInterval: 60_000,
    queryFn: () => dataOf(deskApi(desk!).GET('/v1/request-counts', { params: { query: { box, ended: scope === 'all' ? 'true' : 'false' } } })),
  });
  useServerTime(data);
  return (data?.cells ?? []) as Cell[];
}

export function groupOf(request: RequestView): Group {
  if (isEnded(request)) return 'done';
  const now = serverNow();
  const state = dueStateOf(request, now);
  if (turnOf(request) !== 'ours' || state === 'paused') return 'waiting';
  if (state === 'overdue') return 'overdue';
  const due = currentObligation(request)?.dueAt;
  return due != null && isSameDay(Date.parse(due), now) ? 'today' : 'later';
}

/** What has come or changed since the list was read: known rows change in place, new ones wait until they are asked for. */
export function useFreshRequests(items: readonly RequestView[]): { count: number; show: () => void } {
  const { desk } = useSession();
  const client = useQueryClient();
  const [fresh, setFresh] = useState<ReadonlySet<string>>(new Set());
  const known = useMemo(() => new Set(items.map(({ id }) => id)), [items]);
  const take = useCallback(({ request }: RequestEvent) => {
    void client.invalidateQueries({ queryKey: ['requests', 'counts'] });
    if (!known.has(request)) { setFresh((before) => new Set([...before, request])); return; }
    void dataOf(deskApi(desk!).GET('/v1/requests', { params: { query: { q: request, limit: 1 } } })).then(({ items: [changed] }) => { if (changed) replaceInLists(client, changed); }).catch(() => undefined);
  }, [client, desk, known]);
  useRequestEvents(take);
  const show = (): void => {
    setFresh(new Set());
    void client.invalidateQueries({ queryKey: keys.requests });
  };
  return { count: [...fresh].filter((id) => !known.has(id)).length, show };
}

type Pages = { pages: { items: RequestView[]; nextCursor?: string | null }[]; pageParams: unknown[] };

/** The row as it is now, where it stands. */
export function replaceInLists(client: ReturnType<typeof useQueryClient>, changed: RequestView): void {
  client.setQueriesData<Pages>({ queryKey: keys.lists }, (data) => data && { ...data, pages: data.pages.map((page) => ({ ...page, items: page.items.map((item) => (item.id === changed.id ? changed : item)) })) });
  // What was put in by hand counts as read; what else has come since is still to be read when a list is opened again.
  void client.invalidateQueries({ queryKey: keys.lists, refetchType: 'none' });
}
