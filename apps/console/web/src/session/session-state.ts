import { useSyncExternalStore } from 'react';

/** Whether the services still take the token. `expired`: shown as a bar over the page, which stays as it is. */
let expired = false;
const listeners = new Set<() => void>();

export function setExpired(value: boolean): void {
  if (expired === value) return;
  expired = value;
  for (const listener of listeners) listener();
}

export const useExpired = (): boolean => useSyncExternalStore((listener) => { listeners.add(listener); return () => listeners.delete(listener); }, () => expired);
