import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef } from 'react';
import type { components } from '../api/generated/coordinator';
import { keys } from '../api/keys';
import { coordinatorApi, dataOf } from '../api/services';
import { useRequestEvents } from '../live/live-provider';
import { hearServerTime } from '../time/server-clock';
import type { ListFilter } from './list-filter';

export type Item = components['schemas']['RequestItem'];
export type ItemDetail = components['schemas']['TrackedRequest'];
export type ItemStep = components['schemas']['TimelineEntry'];
export type Obligation = components['schemas']['ObligationItem'];
export type Board = components['schemas']['Board'];
export type Days = components['schemas']['Days'];
export type Alert = components['schemas']['Alert'];

const PAGE = 100;
const soon = 3_000;

/** Filters are checked by the service; what it does not know it refuses. */
const params = (query: object) => ({ params: { query: query as never } });

function useHeard<T extends { asOf: string }>(data: T | undefined): T | undefined {
  useEffect(() => hearServerTime(data?.asOf), [data?.asOf]);
  return data;
}

export function useBoard(filter: object) {
  const query = useQuery({ queryKey: ['watch', 'board', filter], refetchInterval: 30_000, placeholderData: (before: Board | undefined) => before, queryFn: () => dataOf(coordinatorApi.GET('/v1/board', params(filter))) });
  useHeard(query.data);
  return query;
}

export const useDays = (filter: object, days: number) => useQuery({ queryKey: ['watch', 'days', filter, days], refetchInterval: 60_000, placeholderData: (before: Days | undefined) => before, queryFn: () => dataOf(coordinatorApi.GET('/v1/days', params({ ...filter, days }))) });

/** What is due first at the top; with those that have ended the newest first. */
export const listQuery = ({ ended, ...filter }: ListFilter): object => ({ ...filter, ...(ended === undefined && { sort: 'due' }) });
export const readItems = (filter: object, limit: number, cursor: string) => dataOf(coordinatorApi.GET('/v1/requests', params({ ...filter, limit, ...(cursor !== '' && { cursor }) })));
export const readObligations = (filter: object, limit: number, cursor: string) => dataOf(coordinatorApi.GET('/v1/obligations', params({ ...filter, limit, ...(cursor !== '' && { cursor }) })));

export const useItems = (filter: object, limit = PAGE) => useInfiniteQuery({ queryKey: ['watch', 'items', filter, limit], initialPageParam: '', queryFn: ({ pageParam }) => readItems(filter, limit, pageParam), getNextPageParam: (last) => last.nextCursor ?? undefined });
export const useObligations = (filter: object) => useInfiniteQuery({ queryKey: ['watch', 'obligations', filter], initialPageParam: '', queryFn: ({ pageParam }) => readObligations(filter, PAGE, pageParam), getNextPageParam: (last) => last.nextCursor ?? undefined });

export function useItem(id: string) {
  const query = useQuery({ queryKey: keys.request(id), queryFn: () => dataOf(coordinatorApi.GET('/v1/requests/{id}', { params: { path: { id } } })) });
  useEffect(() => hearServerTime(query.data?.serverNow), [query.data?.serverNow]);
  return query;
}
export const useItemTimeline = (id: string) => useQuery({ queryKey: keys.timeline(id), queryFn: () => dataOf(coordinatorApi.GET('/v1/requests/{id}/timeline', { params: { path: { id } } })) });
export const useItemThread = (id: string | undefined) => useQuery({ queryKey: keys.thread(id ?? ''), enabled: id !== undefined, queryFn: () => dataOf(coordinatorApi.GET('/v1/threads/{id}', { params: { path: { id: id! } } })) });

export const useAlerts = (open: boolean) => useInfiniteQuery({
  queryKey: [...keys.alerts, 'list', open], initialPageParam: '', refetchInterval: 60_000,
  queryFn: ({ pageParam }) => dataOf(coordinatorApi.GET('/v1/alerts', params({ limit: PAGE, ...(open && { acknowledged: 'false' }), ...(pageParam !== '' && { cursor: pageParam }) }))),
  getNextPageParam: (last) => last.nextCursor ?? undefined,
});

/** Numbers follow what happens, a few seconds behind: a busy day must not become a busy page. */
export function useLiveNumbers(): void {
  const client = useQueryClient();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const take = useCallback(() => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      for (const part of ['board', 'days', 'items']) void client.invalidateQueries({ queryKey: ['watch', part] });
      void client.invalidateQueries({ queryKey: keys.alerts });
    }, soon);
  }, [client]);
  useRequestEvents(take);
  useEffect(() => () => clearTimeout(timer.current), []);
}
