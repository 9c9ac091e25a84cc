import { operatorAlerts, type Directory } from '@lianzhi/exchange';
import type { Caller } from '@lianzhi/platform';

/** Whose alerts the caller sees: its organisation's, those of closed ones that it stands for, and the desk's own if it runs the desk. */
export const alertsFor = ({ organisation, roles }: Caller, { directory, operator }: { directory: Pick<Directory, 'speaksFor'>; operator: string }): string[] =>
  [...directory.speaksFor(organisation), ...(roles.includes('operator') ? [operatorAlerts(operator)] : [])];
