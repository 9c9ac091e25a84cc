import type { StorySystem } from './story-system';

/** An alert as desks and coordinator show it: the former with `detail`, the latter with the same members beside the others. */
export interface AlertSeen { kind: string; level: string; request: string | null; raisedAt: string; detail?: { step?: string; obligation?: string }; step?: string | null; obligation?: string | null }

/** The organisation's alerts about that request, on whatever page of its list they stand. */
export async function alertsAbout(system: StorySystem, organisation: string, request: string): Promise<AlertSeen[]> {
  const found: AlertSeen[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const page: { items: AlertSeen[]; nextCursor: string | null } = await system.get(organisation, `/v1/alerts?limit=200${cursor && `&cursor=${encodeURIComponent(cursor)}`}`);
    found.push(...page.items.filter((alert) => alert.request === request));
    cursor = page.nextCursor;
  }
  return found;
}
