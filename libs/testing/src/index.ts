export * from './made-up';
