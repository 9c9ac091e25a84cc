export * from './ladders';
export * from './region';
export * from './targets-of';
