import type { Subject } from '@lianzhi/contracts';
import { backEndEventMigration, type BackEndEventsOptions } from '@lianzhi/desk';
import type { BankingEvent } from '../core-banking/core-banking';
import { changeCommand, fundsReceivedCommand } from './event-command';

/** WARNING: stored under this name. */
export const bankingEventTable = 'banking_event';
export const bankingEventMigrations = [backEndEventMigration('bank-001-banking-event', bankingEventTable)];

/** What the bank's desk makes of what core banking tells by itself. */
export const bankEvents: Pick<BackEndEventsOptions<BankingEvent>, 'name' | 'organisationOf' | 'commandOf'> = {
  name: 'banking event',
  organisationOf: ({ bank }) => bank,
  commandOf: async (event, { messageId, request, asked }) => {
    if (event.kind !== 'received') return { move: changeCommand(event, messageId) };
    const opened = await asked();
    if (!opened?.subject) return 'the order that opened the account cannot be read';
    return { submit: fundsReceivedCommand(event, messageId, request, opened.subject as Subject) };
  },
};
