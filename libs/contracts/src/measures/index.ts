export * from './amount-cap';
export * from './end-warnings';
export * from './fold-measure';
export * from './measure-change';
export * from './measure-kinds';
export type * from './measure-rule';
