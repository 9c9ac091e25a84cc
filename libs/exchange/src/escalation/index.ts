export * from './region';
export * from './targets-of';
