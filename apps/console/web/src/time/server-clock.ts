import { useEffect, useSyncExternalStore } from 'react';

/**
 * Business time as the services count it: every answer that says what time it is there sets it, the browser's own clock only carries it on.
 * A countdown must not depend on how a PC is set.
 */
let offset = 0;
let heard = false;
const listeners = new Set<() => void>();
let ticking: number | undefined;

export function hearServerTime(serverNow: string | undefined): void {
  const at = serverNow === undefined ? NaN : Date.parse(serverNow);
  if (Number.isNaN(at)) return;
  const told = at - Date.now();
  // Answers take a while to arrive; small differences are theirs, and a countdown must not jump back and forth.
  if (!heard || Math.abs(told - offset) > 1_500) offset = told;
  heard = true;
}

/** Business time, ms. */
export const serverNow = (): number => Date.now() + offset;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  ticking ??= window.setInterval(() => { for (const one of listeners) one(); }, 1_000);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) { clearInterval(ticking); ticking = undefined; }
  };
}

/** What the clock says in words, worked out each second; the part is drawn again only when the words change. */
export const useFromTime = <T extends string | number | boolean>(say: (now: number) => T): T => useSyncExternalStore(subscribe, () => say(serverNow()));

/** Sets the clock from what was answered. */
export function useServerTime(answer: { serverNow?: string } | undefined): void {
  const told = answer?.serverNow;
  useEffect(() => hearServerTime(told), [told]);
}
