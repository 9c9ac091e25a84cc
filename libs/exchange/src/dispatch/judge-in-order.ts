import { runWithTrace } from '@lianzhi/platform';
import type { StoredEntry, Verdict } from '../journal/journal-entry';

export interface Judged { entry: StoredEntry; verdict: Verdict }

/**
 * Judges the messages of one batch one after the other. Behind a parked message the others of its sender wait for the same;
 * what has no sequence is handled on arrival.
 * @param parked what waits already, by request and sender; added to
 */
export async function judgeInOrder(entries: readonly StoredEntry[], judge: (entry: StoredEntry) => Promise<Verdict>, parked = new Map<string, Verdict>()): Promise<Judged[]> {
  const judged: Judged[] = [];
  for (const entry of entries) {
    const sender = `${entry.attributes.subject} ${entry.attributes.source}`;
    const verdict = (entry.attributes.sequence !== undefined && parked.get(sender)) || (await runWithTrace(entry.attributes.traceparent, () => judge(entry)));
    if (verdict.kind === 'parked') parked.set(sender, verdict);
    judged.push({ entry, verdict });
  }
  return judged;
}
