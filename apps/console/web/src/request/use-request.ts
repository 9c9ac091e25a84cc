import { useQuery } from '@tanstack/react-query';
import { keys } from '../api/keys';
import type { RequestDetail, RequestView, TimelineEntry } from '../api/request-types';
import { dataOf, deskApi } from '../api/services';
import { useSession } from '../session/session';
import { useServerTime } from '../time/server-clock';

const path = (id: string) => ({ path: { id } });

/** One request with everything in it; read again whenever an event is about it. */
export function useRequest(id: string) {
  const { desk } = useSession();
  const query = useQuery({ queryKey: keys.request(id), queryFn: async () => (await dataOf(deskApi(desk!).GET('/v1/requests/{id}', { params: path(id) }))) as RequestDetail });
  useServerTime(query.data);
  return query;
}

export function useTimeline(id: string): readonly TimelineEntry[] {
  const { desk } = useSession();
  const { data } = useQuery({ queryKey: keys.timeline(id), queryFn: () => dataOf(deskApi(desk!).GET('/v1/requests/{id}/timeline', { params: path(id) })) });
  return data?.items ?? [];
}

/** The requests that follow one another in this matter. */
export function useThread(thread: string): readonly RequestView[] {
  const { desk } = useSession();
  const { data } = useQuery({ queryKey: keys.thread(thread), queryFn: () => dataOf(deskApi(desk!).GET('/v1/threads/{id}', { params: path(thread) })) });
  return (data as { requests?: RequestView[] } | undefined)?.requests ?? [];
}
