import { useCallback, useEffect, useRef, useState } from 'react';
import { useSession } from '../session/session';
import { readDraft, removeDraft, writeDraft } from './draft-store';

/** What somebody writes about a matter, kept as they write. `savedAt` is undefined until something was written. */
export function useDraft<T>(matter: string, initial: () => T): { content: T; change: (next: T) => void; savedAt: number | undefined; discard: () => void } {
  const { user } = useSession();
  const [found] = useState(() => readDraft<T>(user, matter));
  const [content, setContent] = useState<T>(() => found?.content ?? initial());
  const [savedAt, setSavedAt] = useState(found?.savedAt);
  const waiting = useRef<{ timer: number; content: T }>(undefined);

  const flush = useCallback(() => {
    if (waiting.current === undefined) return;
    clearTimeout(waiting.current.timer);
    setSavedAt(writeDraft(user, matter, waiting.current.content).savedAt);
    waiting.current = undefined;
  }, [user, matter]);
  // Whatever ends the page, the last words are kept.
  useEffect(() => {
    window.addEventListener('pagehide', flush);
    return () => { window.removeEventListener('pagehide', flush); flush(); };
  }, [flush]);

  const change = (next: T): void => {
    setContent(next);
    clearTimeout(waiting.current?.timer);
    waiting.current = { timer: window.setTimeout(flush, 300), content: next };
  };
  const discard = (): void => {
    clearTimeout(waiting.current?.timer);
    waiting.current = undefined;
    removeDraft(user, matter);
    setSavedAt(undefined);
    setContent(initial());
  };
  return { content, change, savedAt, discard };
}
