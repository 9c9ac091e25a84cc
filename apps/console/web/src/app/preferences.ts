import { useSyncExternalStore } from 'react';

/** What a person has chosen for this browser; nothing about cases. */
export interface Preferences { large: boolean; language: 'zh-CN' | 'en' }

const KEY = 'lianzhi.preferences';
const listeners = new Set<() => void>();
let current = read();

function read(): Preferences {
  const byDefault: Preferences = { large: false, language: 'zh-CN' };
  try {
    return { ...byDefault, ...(JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Preferences>) };
  } catch {
    return byDefault;
  }
}

export const preferences = (): Preferences => current;

export function setPreferences(change: Partial<Preferences>): void {
  current = { ...current, ...change };
  localStorage.setItem(KEY, JSON.stringify(current));
  for (const listener of listeners) listener();
}

export const usePreferences = (): Preferences => useSyncExternalStore((listener) => { listeners.add(listener); return () => listeners.delete(listener); }, preferences);
