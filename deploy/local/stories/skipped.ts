import type { Step, Then } from './story';

/**
 * What the stories say already and the ledger of measures will bring (the next issue): these lines of a `then` are not
 * asserted, and a step that expects this error is not played. Remove a name here to have it played.
 */
export const SKIPPED = {
  then: ['measure', 'remainingCap'] as readonly (keyof Then)[],
  errors: ['amount-over-cap'] as readonly string[],
} as const;

export const isSkipped = (step: Pick<Step, 'expect'>): boolean => step.expect?.error !== undefined && SKIPPED.errors.includes(step.expect.error);
