import { useSyncExternalStore } from 'react';

const narrow = window.matchMedia('(max-width: 767px)');

/** Whether the page is as narrow as a phone; large text on a small screen counts too. */
export const usePhone = (): boolean => useSyncExternalStore((listener) => { narrow.addEventListener('change', listener); return () => narrow.removeEventListener('change', listener); }, () => narrow.matches);
