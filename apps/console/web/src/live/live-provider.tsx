import { useQueryClient } from '@tanstack/react-query';
import { createContext, useContext, useEffect, useState, useSyncExternalStore, type ReactNode } from 'react';
import { keys } from '../api/keys';
import { courtKeys } from '../court/court-keys';
import { useSession } from '../session/session';
import { LiveFeed, type LiveStatus } from './live-feed';

/** What a desk tells of a request: that something happened to it. What it is, is read from the request. */
export interface RequestEvent { id: string; request: string; type: string; at: string }

const DERIVED_MS = 500;

const Context = createContext<LiveFeed | undefined>(undefined);

/** Keeps what is shown up to date: an event makes what it touches be read again. Lists on the screen do so only when asked (`useFreshRequests`). */
export function LiveProvider({ children }: { children: ReactNode }) {
  const { desk, organisation } = useSession();
  const client = useQueryClient();
  const [feed, setFeed] = useState<LiveFeed>();
  useEffect(() => {
    // Without a desk of one's own the coordinator tells, of everything that may be seen.
    const made = new LiveFeed(`${location.origin}/api/${desk ?? 'coordinator'}/v1/events`, `lianzhi.events.${organisation.code}`);
    setFeed(made);
    let derived: ReturnType<typeof setTimeout> | undefined;
    const stop = made.onEvent(({ event, data }) => {
      if (event === 'request' || event === 'handler') {
        void client.invalidateQueries({ queryKey: keys.request((data as RequestEvent).request) });
        void client.invalidateQueries({ queryKey: ['thread'] });
        // A list on the screen must not move under somebody's hands; one that is opened again later is read again.
        void client.invalidateQueries({ queryKey: keys.lists, refetchType: 'none' });
        // What a court reckons from its requests; an answer is seldom alone.
        derived ??= setTimeout(() => { derived = undefined; for (const queryKey of courtKeys.derived) void client.invalidateQueries({ queryKey }); }, DERIVED_MS);
      }
      if (event === 'alert') void client.invalidateQueries({ queryKey: keys.alerts });
    });
    return () => { stop(); clearTimeout(derived); made.close(); };
  }, [desk, organisation.code, client]);
  return <Context value={feed}>{children}</Context>;
}

const unknown: LiveStatus = { connected: true, attempt: 0 };
const never = (): (() => void) => () => undefined;

export function useLive(): { status: LiveStatus; reconnect: () => void } {
  const feed = useContext(Context);
  const status = useSyncExternalStore(feed?.watch ?? never, feed?.read ?? (() => unknown));
  return { status, reconnect: () => feed?.reconnect() };
}

/** Calls `take` for each event about a request while the part is shown. */
export function useRequestEvents(take: (event: RequestEvent) => void): void {
  const feed = useContext(Context);
  useEffect(() => feed?.onEvent(({ event, data }) => { if (event === 'request' || event === 'handler') take(data as RequestEvent); }), [feed, take]);
}
