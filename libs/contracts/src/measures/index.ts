export * from './amount-cap';
export * from './case-money';
export * from './end-warnings';
export * from './fold-measure';
export * from './measure-change';
export * from './measure-kinds';
export type * from './measure-rule';
