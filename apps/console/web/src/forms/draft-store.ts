/**
 * What somebody is writing, kept in this browser until it is sent: it survives a reload, a lost connection and a new sign-in. By person and matter;
 * removed when sent, when discarded, at sign-out, and after 14 days, for it may hold what is private.
 */
const PREFIX = 'lianzhi.draft.';
const LONGEST_MS = 14 * 24 * 3_600_000;

export interface Draft<T> { savedAt: number; content: T }

const keyOf = (user: string, matter: string): string => `${PREFIX}${user}.${matter}`;

export function readDraft<T>(user: string, matter: string): Draft<T> | undefined {
  try {
    const text = localStorage.getItem(keyOf(user, matter));
    const draft = text === null ? undefined : (JSON.parse(text) as Draft<T>);
    return draft !== undefined && Date.now() - draft.savedAt < LONGEST_MS ? draft : undefined;
  } catch {
    return undefined;
  }
}

export function writeDraft<T>(user: string, matter: string, content: T): Draft<T> {
  const draft = { savedAt: Date.now(), content };
  try {
    localStorage.setItem(keyOf(user, matter), JSON.stringify(draft));
  } catch { /* full or forbidden: what is typed stays on the page */ }
  return draft;
}

export const removeDraft = (user: string, matter: string): void => localStorage.removeItem(keyOf(user, matter));

/** All of this person's, or those of everybody that are too old. */
export function forgetDrafts(user?: string): void {
  for (const key of Object.keys(localStorage).filter((name) => name.startsWith(user === undefined ? PREFIX : `${PREFIX}${user}.`))) {
    const age = Date.now() - ((JSON.parse(localStorage.getItem(key) ?? '{}') as { savedAt?: number }).savedAt ?? 0);
    if (user !== undefined || age > LONGEST_MS) localStorage.removeItem(key);
  }
}
