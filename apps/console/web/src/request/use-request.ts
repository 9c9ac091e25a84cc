import { useQuery } from '@tanstack/react-query';
import { keys } from '../api/keys';
import type { RequestDetail, RequestView, TimelineEntry, ToldNotice } from '../api/request-types';
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

export function useTimeline(id: string) {
  const { desk } = useSession();
  return useQuery({ queryKey: keys.timeline(id), queryFn: async () => (await dataOf(deskApi(desk!).GET('/v1/requests/{id}/timeline', { params: path(id) }))).items as readonly TimelineEntry[] });
}

/** What those who supervise told of it, with their reasons. */
export function useSupervision(id: string) {
  const { desk } = useSession();
  return useQuery({ queryKey: keys.supervision(id), queryFn: async () => (await dataOf(deskApi(desk!).GET('/v1/requests/{id}/supervision', { params: path(id) }))).items as readonly ToldNotice[] });
}

/** The requests that follow one another in this matter. */
export function useThread(thread: string) {
  const { desk } = useSession();
  return useQuery({ queryKey: keys.thread(thread), queryFn: async () => ((await dataOf(deskApi(desk!).GET('/v1/threads/{id}', { params: path(thread) }))) as { requests?: RequestView[] }).requests ?? [] });
}
