import type { OperationAnswer, UnitChange } from './registry-entry';
import type { RegistryEvent } from './registry-event';

/** When, and under which number of the registry. */
export interface At { now: string; today: string; number: string }

/** What is answered, and what becomes of the register. */
export interface Decision {
  answer: OperationAnswer;
  changes: UnitChange[];
  events?: RegistryEvent[];
  /** Of a renewal: the seal itself. */
  seal?: string;
}

export const refused = (code: string, reason: string): Decision => ({ answer: { status: 'refused', code, reason }, changes: [] });
