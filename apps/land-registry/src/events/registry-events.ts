import type { Details } from '@lianzhi/contracts';
import { backEndEventMigration, type BackEndEventsOptions, type MoveCommand } from '@lianzhi/desk';
import type { RegistryEvent } from '../registry/registry';

/** WARNING: stored under this name. */
export const registryEventTable = 'registry_event';
export const registryEventMigrations = [backEndEventMigration('land-registry-001-registry-event', registryEventTable)];

/** What the registry's desk makes of what the registration system tells by itself: each court hears of its own seal. */
export const registryEvents: Pick<BackEndEventsOptions<RegistryEvent>, 'name' | 'organisationOf' | 'commandOf'> = {
  name: 'registry event',
  organisationOf: ({ registry }) => registry,
  commandOf: (event, { messageId }) => ({ move: changeCommand(event, messageId) }),
};

/** A promotion says when the term that begins then will end: a waiting seal had none (查封扣押冻结规定 art. 26). */
export function changeCommand(event: RegistryEvent, messageId: string): MoveCommand {
  return { id: messageId, requestId: event.reference, organisation: event.registry, move: 'measure-changed', details: { change: event.kind, ...said(event) } };
}

function said(event: RegistryEvent): Details {
  switch (event.kind) {
    case 'promoted': return { rank: 0, until: event.until, sealedAt: event.at };
    case 'moved_up': return { rank: event.rank };
    case 'lapsed': return event.reason === 'transferred' ? { note: '该不动产已处分过户，查封效力消灭（查封扣押冻结规定第二十七条）' } : {};
  }
}
