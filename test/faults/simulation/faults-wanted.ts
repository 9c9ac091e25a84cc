/** What may go wrong in a schedule; each can be left out, which is how a failing one is made smaller. */
export const faultKinds = ['lose', 'duplicate', 'replay', 'overlap', 'crash', 'refuse-publish', 'lose-confirmation', 'skew', 'jump', 'documents', 'core-banking', 'restore', 'garbage'] as const;
export type FaultKind = (typeof faultKinds)[number];
export type FaultsWanted = ReadonlySet<FaultKind>;
export const allFaults: FaultsWanted = new Set(faultKinds);
