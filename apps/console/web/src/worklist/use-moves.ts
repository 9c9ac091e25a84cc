import { useMutation, useQueryClient } from '@tanstack/react-query';
import { keys } from '../api/keys';
import type { RequestView } from '../api/request-types';
import { dataOf, deskApi } from '../api/services';
import { useSession } from '../session/session';
import { replaceInLists } from './use-worklist';

/** Claim, release, assign and accept, for the list and for the page of one request. What comes back stands at once wherever the request is shown. */
export function useMoves() {
  const { desk } = useSession();
  const client = useQueryClient();
  const api = deskApi(desk!);
  const onSuccess = (changed: RequestView): void => {
    replaceInLists(client, changed);
    void client.invalidateQueries({ queryKey: keys.request(changed.id) });
    void client.invalidateQueries({ queryKey: ['requests', 'counts'] });
  };
  const path = (id: string) => ({ params: { path: { id } } });
  return {
    claim: useMutation({ mutationFn: (id: string) => dataOf(api.PUT('/v1/requests/{id}/handler', { ...path(id), body: {} })), onSuccess }),
    assign: useMutation({ mutationFn: ({ id, user }: { id: string; user: string }) => dataOf(api.PUT('/v1/requests/{id}/handler', { ...path(id), body: { user } })), onSuccess }),
    release: useMutation({ mutationFn: (id: string) => dataOf(api.DELETE('/v1/requests/{id}/handler', path(id))), onSuccess }),
    accept: useMutation({ mutationFn: (id: string) => dataOf(api.POST('/v1/requests/{id}/accept', { params: { path: { id }, header: { 'Idempotency-Key': crypto.randomUUID() } }, body: {} as never })), onSuccess }),
  };
}

export type Moves = ReturnType<typeof useMoves>;
